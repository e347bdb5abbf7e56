// purpose: Append a decision: (:Decision)-[:ABOUT {side}]->(:Record), (:Decision)-[:SUPERSEDES]->(:Decision).
// parameters: id, verdict, reviewer, reason, at, document, left, right, supersedes
// columns: records, superseded
CREATE (d:Decision {id: $id, verdict: $verdict, reviewer: $reviewer, reason: $reason, at: $at,
                    document: $document})
WITH d
CALL (d) {
  UNWIND [key IN $left | [key, 'left']] + [key IN $right | [key, 'right']] AS named
  MATCH (r:Record {key: named[0]})
  USING INDEX SEEK r:Record(key)
  CREATE (d)-[:ABOUT {side: named[1]}]->(r)
  RETURN count(r) AS records
}
CALL (d) {
  UNWIND $supersedes AS id
  MATCH (before:Decision {id: id})
  CREATE (d)-[:SUPERSEDES]->(before)
  RETURN count(before) AS superseded
}
RETURN records, superseded
