// purpose: Withhold the entities of records whose audience is about to change, until they are projected anew.
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (r:Record {key: row.key})-[:RESOLVED_TO]->(e:Entity)
USING INDEX SEEK r:Record(key)
WHERE r.audience <> row.audience
SET e:Withheld
