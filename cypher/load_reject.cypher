// purpose: Keep refused rows with their reason.
// parameters: rows, load
// columns: none
MATCH (load:Load {number: $load})
UNWIND $rows AS row
MERGE (x:Reject {id: row.id})
SET x.source = row.source, x.file = coalesce(x.file, row.file), x.line = coalesce(x.line, row.line),
    x.reason = row.reason, x.values = row.values, x.open = x.corrected_by IS NULL
MERGE (x)-[:REJECTED_BY]->(load)
