// purpose: Register agencies, once each.
// parameters: rows
// columns: none
UNWIND $rows AS row
MERGE (a:Agency {code: row.code})
ON CREATE SET a.name = row.name, a.role = row.role, a.state = row.state
