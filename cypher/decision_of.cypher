// purpose: Decisions by their ids.
// parameters: ids
// columns: document
UNWIND $ids AS id
MATCH (d:Decision {id: id})
RETURN d.document AS document
