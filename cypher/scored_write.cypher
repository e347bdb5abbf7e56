// purpose: Keep the scores of pairs that have none: (:Record)-[:SCORED {weight, use, reasons}]->(:Record).
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (a:Record {key: row.left})
USING INDEX SEEK a:Record(key)
MATCH (b:Record {key: row.right})
USING INDEX SEEK b:Record(key)
CREATE (a)-[:SCORED {weight: row.weight, use: row.use, reasons: row.reasons}]->(b)
