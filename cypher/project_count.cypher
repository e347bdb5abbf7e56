// purpose: How many current records of the kinds that resolve there are.
// parameters: kinds
// columns: records
MATCH (r:Record)
WHERE r.kind IN $kinds AND r.current
RETURN count(r) AS records
