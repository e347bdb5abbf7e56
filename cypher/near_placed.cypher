// purpose: Where these records stand, with the audience of each, also of withdrawn ones.
// parameters: keys
// columns: key, entity, projected, audience
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity {variant: ''})
RETURN r.key AS key, e.id AS entity, coalesce(r.projected = r.digest, false) AS projected,
       r.audience AS audience
