// purpose: Write entities that only some profiles see: (:Record)-[:RESOLVED_TO]->(:Entity {variant, only_for}).
// parameters: rows
// columns: none
UNWIND $rows AS row
MERGE (e:Entity {id: row.id, variant: row.variant})
SET e.only_for = row.only_for, e:Stale
SET e:$(row.label)
WITH row, e
UNWIND row.keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
MERGE (r)-[:RESOLVED_TO]->(e)
