// purpose: Take up to $limit withdrawn records out of their entities.
// parameters: limit
// columns: taken
MATCH (r:Waiting)
WHERE NOT r.current
WITH r LIMIT $limit
REMOVE r:Waiting
WITH r
OPTIONAL MATCH (r)-[to:RESOLVED_TO]->(e:Entity)
SET e:Stale
DELETE to
RETURN count(*) AS taken
