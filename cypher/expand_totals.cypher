// purpose: How many links entities and references have that rest on viewable records.
// parameters: ids, viewable
// columns: id, links
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Entity {id: id, variant: ''}) RETURN n
  UNION
  MATCH (n:Reference {id: id}) RETURN n
}
MATCH (n)-[d]-(:Entity|Reference)
WHERE d.derived AND any(audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
RETURN id, count(d) AS links
