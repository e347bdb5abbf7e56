// purpose: Take up to $limit withdrawn records out of their entities.
// parameters: limit
// columns: taken
MATCH (r:Record)-[to:RESOLVED_TO]->(e:Entity)
WHERE NOT r.current
WITH r, to, e LIMIT $limit
SET e:Stale
DELETE to
RETURN count(*) AS taken
