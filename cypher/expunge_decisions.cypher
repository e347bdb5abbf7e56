// purpose: The decisions that name records.
// parameters: keys
// columns: document
UNWIND $keys AS key
MATCH (r:Record {key: key})<-[:ABOUT]-(d:Decision)
USING INDEX SEEK r:Record(key)
WITH DISTINCT d
RETURN d.document AS document
ORDER BY d.at, d.id
