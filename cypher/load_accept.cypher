// purpose: Close the rejects that corrected rows answer.
// parameters: ids, load
// columns: none
UNWIND $ids AS id
MATCH (x:Reject {id: id})
USING INDEX x:Reject(id)
SET x.open = false, x.corrected_by = $load
