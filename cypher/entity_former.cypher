// purpose: The entity that a former id leads to, through the record that gave it.
// parameters: id, profile, viewable
// columns: id
MATCH (r:Record {seed: $id})-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND r.audience IN $viewable AND r.current
RETURN e.id AS id
