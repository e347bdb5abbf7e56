// purpose: Keys of withdrawn records that still stand in an entity.
// parameters: none
// columns: key
MATCH (r:Record)-[:RESOLVED_TO]->()
WHERE NOT r.current
RETURN DISTINCT r.key AS key
ORDER BY key
