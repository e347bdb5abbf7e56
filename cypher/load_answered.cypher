// purpose: Which of these ids are those of a source's refused rows, with the rows as refused.
// parameters: source, ids
// columns: id, values, load
UNWIND $ids AS id
MATCH (x:Reject {id: id, source: $source})
RETURN x.id AS id, x.values AS values, x.load AS load
