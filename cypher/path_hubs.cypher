// purpose: Which entities and references have more viewable neighbours than many, counted up to a limit.
// parameters: ids, many, limit, profile, viewable
// columns: at, neighbours
UNWIND $ids AS at
CALL (at) {
  MATCH (n:Entity) WHERE n.id = at AND n.variant STARTS WITH ''
    AND (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
  RETURN n
  UNION
  MATCH (n:Reference {id: at}) RETURN n
}
CALL (n) {
  MATCH (n)-[d:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|OCCURRED_AT|
             INVESTIGATED_BY|PART_OF|INVOLVED_IN|LIVES_AT|OWNS|DRIVES|POSSESSED|IN|ASSOCIATED_WITH|
             USES|SEEN_AT|CHARGED_WITH|CHARGED_IN|COMMITTED_IN|DISPOSES_OF|NARRATES|CALLED_FROM|
             CALLED_TO]-(other:Entity|Reference)
  WHERE d.derived AND (other.only_for IS NULL OR $profile IN other.only_for)
    AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
    AND any(audience IN d.audiences
    WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
  WITH DISTINCT other LIMIT $limit
  RETURN count(other) AS neighbours
}
WITH at, neighbours WHERE neighbours > $many
RETURN at, neighbours
