// purpose: The entity that a former id leads to, through the record that gave it.
// parameters: id, viewable
// columns: id
MATCH (r:Record {seed: $id})-[:RESOLVED_TO]->(e:Entity {variant: ''})
WHERE r.audience IN $viewable AND r.current
RETURN e.id AS id
