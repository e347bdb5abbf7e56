// purpose: Every statement about the handling of records, in the order in which they were made.
// parameters: keys
// columns: key, id, handling, verb, reason, authority, by, at
UNWIND $keys AS key
MATCH (r:Record {key: key})<-[:OF]-(s:HandlingStatement)
USING INDEX SEEK r:Record(key)
RETURN r.key AS key, s.id AS id, s.handling AS handling, s.verb AS verb, s.reason AS reason,
       s.authority AS authority, s.by AS by, s.at AS at
ORDER BY key, at, id
