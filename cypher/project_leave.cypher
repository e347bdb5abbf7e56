// purpose: Take records out of the entity that they no longer belong to
// parameters: keys
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
REMOVE r:Waiting
WITH r
MATCH (r)-[to:RESOLVED_TO]->(e {variant: ''})
SET e:Stale
DELETE to
