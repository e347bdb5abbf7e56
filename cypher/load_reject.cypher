// purpose: Keep refused rows with their reason, under their place in the source's own file.
// parameters: rows, load
// columns: none
MATCH (load:Load {number: $load})
UNWIND $rows AS row
MERGE (x:Reject {id: row.id})
ON CREATE SET x.content = row.content
SET x.source = row.source, x.file = coalesce(row.file, x.file), x.line = coalesce(row.line, x.line),
    x.reason = row.reason, x.values = row.values, x.open = x.corrected_by IS NULL
MERGE (x)-[:REJECTED_BY]->(load)
