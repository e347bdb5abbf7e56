// purpose: Append validations: (:Validation {by, at, reason})-[:OF]->(:Record); each restarts its record's clock.
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (r:Record {key: row.key})
USING INDEX SEEK r:Record(key)
CREATE (:Validation {by: row.by, at: row.at, reason: row.reason})-[:OF]->(r)
SET r.validated_at = row.at, r.expires_at = row.expires_at
