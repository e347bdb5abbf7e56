// purpose: Keys of all current records of the kinds that resolve, with the entity of each.
// parameters: kinds
// columns: key, entity, projected
MATCH (r:Record)
WHERE r.kind IN $kinds AND r.current
OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity {variant: ''})
RETURN r.key AS key, e.id AS entity, coalesce(r.projected = r.digest, false) AS projected
ORDER BY key
