// purpose: The decisions about these records, with all that took one of them back or that they took back.
// parameters: keys
// columns: document
UNWIND $keys AS asked
MATCH (r:Record {key: asked})<-[:ABOUT]-(about:Decision)
USING INDEX SEEK r:Record(key)
WITH DISTINCT about
MATCH (about)-[:SUPERSEDES*0..]-(d:Decision)
WITH DISTINCT d
RETURN d.document AS document
ORDER BY d.at, d.id
