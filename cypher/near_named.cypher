// purpose: The records that these decisions name.
// parameters: ids
// columns: key
UNWIND $ids AS id
MATCH (d:Decision {id: id})-[:ABOUT]->(r:Record)
RETURN DISTINCT r.key AS key
