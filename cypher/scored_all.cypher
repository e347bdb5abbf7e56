// purpose: Every scored pair.
// parameters: none
// columns: left, right, weight, use, reasons
MATCH (a:Record)-[s:SCORED]->(b:Record)
RETURN a.key AS left, b.key AS right, s.weight AS weight, s.use AS use, s.reasons AS reasons
