// purpose: Keep refused rows with their reason, under their first place in the source's own files. A correction that fails leaves those that stand.
// parameters: rows, load
// columns: none
MATCH (load:Load {number: $load})
UNWIND $rows AS row
MERGE (x:Reject {id: row.id})
SET x.rows = CASE WHEN row.file IS NULL THEN x.rows
                  WHEN x.load = $load THEN x.rows + row.rows ELSE row.rows END,
    x.line = CASE WHEN row.file IS NULL OR x.load = $load THEN x.line ELSE row.line END,
    x.file = CASE WHEN row.file IS NULL OR x.load = $load THEN x.file ELSE row.file END,
    x.corrections = CASE WHEN row.file IS NULL THEN x.corrections END,
    x.load = CASE WHEN row.file IS NULL THEN x.load ELSE $load END
SET x.source = row.source, x.reason = row.reason, x.values = row.values, x.open = true
MERGE (x)-[:REJECTED_BY]->(load)
