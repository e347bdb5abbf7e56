// purpose: Append statements: (:HandlingStatement {id, handling, verb, reason, authority, by, at})-[:OF]->(:Record).
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (r:Record {key: row.key})
USING INDEX SEEK r:Record(key)
CREATE (s:HandlingStatement {id: row.id, handling: row.handling, verb: row.verb,
                             reason: row.reason, authority: row.authority, by: row.by,
                             at: row.at})-[:OF]->(r)
