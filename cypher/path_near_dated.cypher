// purpose: As path_near, with the type, the direction, and the first and last date of each link, by viewable records alone.
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
WITH at, n, d, other, [i IN range(0, size(d.audiences) - 1)
  WHERE all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
WITH other, [at, startNode(d) = n,
     reduce(low = '', i IN seen | CASE WHEN d.first_seen[i] = '' THEN low
       WHEN low = '' OR d.first_seen[i] < low THEN d.first_seen[i] ELSE low END),
     reduce(high = '', i IN seen |
       CASE WHEN d.last_seen[i] > high THEN d.last_seen[i] ELSE high END)] AS link
WITH other, collect(link) AS ties
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
