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
// the types are named so that a hub's records, which are tied to it by another, are not gone through
MATCH (n)-[d:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|OCCURRED_AT|
           INVESTIGATED_BY|PART_OF|INVOLVED_IN|LIVES_AT|OWNS|DRIVES|POSSESSED|IN|ASSOCIATED_WITH|
           USES|SEEN_AT|CHARGED_WITH|CHARGED_IN|COMMITTED_IN|DISPOSES_OF|NARRATES|CALLED_FROM|
           CALLED_TO]-(other:Entity|Reference)
WHERE d.derived AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
  AND any(audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
RETURN id, count(d) AS links
