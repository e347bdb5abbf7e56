// purpose: Every refused row that was kept, open or closed.
// parameters: none
// columns: id, source, reason, values, corrections
MATCH (x:Reject)
RETURN x.id AS id, x.source AS source, x.reason AS reason, x.values AS values,
       coalesce(x.corrections, []) AS corrections
