// purpose: Forget refused rows that turn out to state what may not be held.
// parameters: ids
// columns: none
UNWIND $ids AS id
MATCH (x:Reject {id: id})
USING INDEX SEEK x:Reject(id)
DETACH DELETE x
