// purpose: Put decisions in the place of the same ones that named expunged records.
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (d:Decision {id: row.id})
SET d.reason = row.reason, d.document = row.document
WITH d, row
CALL (d) {
  MATCH (d)-[about:ABOUT]->()
  DELETE about
}
UNWIND [key IN row.left | [key, 'left']] + [key IN row.right | [key, 'right']] AS named
MATCH (r:Record {key: named[0]})
CREATE (d)-[:ABOUT {side: named[1]}]->(r)
