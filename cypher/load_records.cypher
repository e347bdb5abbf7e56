// purpose: Keys of the records whose current revision came with a load, and of those it withdrew.
// parameters: load, kinds
// columns: key
MATCH (r:Record)-[:LOADED_BY]->(:Load {number: $load})
WHERE r.kind IN $kinds
RETURN r.key AS key
UNION
MATCH (r:Waiting)
WHERE NOT r.current
RETURN r.key AS key
