// purpose: How many pairs of records wait for a reviewer.
// parameters: none
// columns: waiting
MATCH (:Record)-[s:SCORED]->(:Record)
WHERE s.reasons IS NOT NULL
RETURN count(s) AS waiting
