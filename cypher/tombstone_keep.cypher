// purpose: Keep tombstones that another copy of this graph has; one that was released stays so.
// parameters: rows
// columns: none
UNWIND $rows AS row
MERGE (t:Tombstone {seed: row.seed})
ON CREATE SET t = row
SET t.state = CASE WHEN 'released' IN [t.state, row.state] THEN 'released' ELSE t.state END
