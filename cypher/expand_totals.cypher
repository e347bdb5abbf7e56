// purpose: How many links entities and references have that rest on viewable records.
// parameters: ids, profile, viewable
// columns: id, links
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Entity) WHERE n.id = id AND n.variant STARTS WITH ''
    AND (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
  RETURN n
  UNION
  MATCH (n:Reference {id: id}) RETURN n
}
MATCH (n)-[d]-(other:Entity|Reference)
WHERE d.derived AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
  AND any(audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
RETURN id, count(d) AS links
