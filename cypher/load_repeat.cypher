// purpose: Record that the input of a source's latest load came again, unchanged.
// parameters: number
// columns: number
MATCH (old:Load {number: $number})
OPTIONAL MATCH (last:Load)
WITH old, max(last.number) + 1 AS number
CREATE (load:Load)
SET load = old {.*, number: number, started_at: datetime(), finished_at: datetime(), loaded: 0,
                unchanged: old.rows - old.rejected, withdrawn: 0}
WITH old, load
OPTIONAL MATCH (x:Reject)-[:REJECTED_BY]->(old)
FOREACH (one IN CASE WHEN x IS NULL THEN [] ELSE [x] END | MERGE (one)-[:REJECTED_BY]->(load))
RETURN DISTINCT load.number AS number
