// purpose: take records out of the entity that they no longer belong to
// parameters: keys
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})-[to:RESOLVED_TO]->(e)
USING INDEX r:Record(key)
SET e:Stale
DELETE to
