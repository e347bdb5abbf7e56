// purpose: Which of these ids are those of a source's refused rows.
// parameters: source, ids
// columns: id
UNWIND $ids AS id
MATCH (x:Reject {id: id, source: $source})
RETURN x.id AS id
