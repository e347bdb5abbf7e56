// purpose: What entities and references are tied to, for a search that shows none of it yet, and whether that has too many viewable neighbours to be passed.
// parameters: ids, types, among, hub, profile, viewable
// columns: near, ties, hub
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
// the types are named so that a hub's records, which are tied to it by another, are not gone through
MATCH (n)-[d:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|OCCURRED_AT|
           INVESTIGATED_BY|PART_OF|INVOLVED_IN|LIVES_AT|OWNS|DRIVES|POSSESSED|IN|ASSOCIATED_WITH|
           USES|SEEN_AT|CHARGED_WITH|CHARGED_IN|COMMITTED_IN|DISPOSES_OF|NARRATES|CALLED_FROM|
           CALLED_TO]-(other:Entity|Reference)
WHERE d.derived AND ($types IS NULL OR type(d) IN $types)
  AND ($among IS NULL OR other.id IN $among)
  AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
  AND any(audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
WITH other, collect(DISTINCT at) AS ties
CALL (other) {
  MATCH (other)-[e:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|OCCURRED_AT|
             INVESTIGATED_BY|PART_OF|INVOLVED_IN|LIVES_AT|OWNS|DRIVES|POSSESSED|IN|ASSOCIATED_WITH|
             USES|SEEN_AT|CHARGED_WITH|CHARGED_IN|COMMITTED_IN|DISPOSES_OF|NARRATES|CALLED_FROM|
             CALLED_TO]-(third:Entity|Reference)
  WHERE COUNT { (other)--() } > $hub AND e.derived
    AND (third.only_for IS NULL OR $profile IN third.only_for)
    AND NOT $profile IN coalesce(third.not_for, []) AND NOT third:Withheld
    AND any(audience IN e.audiences
    WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
  WITH DISTINCT third LIMIT $hub + 1
  RETURN count(third) > $hub AS hub
}
RETURN other.id AS near, ties, hub
