// purpose: Keys of withdrawn records that still stand in an entity.
// parameters: none
// columns: key
MATCH (r:Waiting)
WHERE NOT r.current
RETURN r.key AS key
ORDER BY key
