// purpose: The scored pairs in which one of these records stands.
// parameters: keys
// columns: left, right, weight, use, reasons
UNWIND $keys AS key
MATCH (r:Record {key: key})-[s:SCORED]-()
USING INDEX SEEK r:Record(key)
WITH DISTINCT s
RETURN startNode(s).key AS left, endNode(s).key AS right, s.weight AS weight, s.use AS use,
       s.reasons AS reasons
