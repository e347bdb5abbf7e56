// purpose: Put models in the place of those that listed a name which only expunged records bore.
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (m:Model {number: row.number})
SET m.document = row.document
