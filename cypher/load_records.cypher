// purpose: The records whose current revision came with a load, and keys of those it withdrew.
// parameters: load
// columns: key, kind, audience
MATCH (r:Record)-[:LOADED_BY]->(:Load {number: $load})
RETURN r.key AS key, r.kind AS kind, r.audience AS audience
UNION
MATCH (r:Waiting)
WHERE NOT r.current
RETURN r.key AS key, r.kind AS kind, r.audience AS audience
