// purpose: The links of an entity or reference, most recent first, counted and dated by viewable records alone; then, once per link type, direction, kind and agency, how many neighbours it has.
// parameters: id, types, directions, agency, since, until, skip, limit, profile, viewable
// columns: type, outgoing, kind, agency, other, records, first, last, total
CALL () {
  MATCH (n:Entity) WHERE n.id = $id AND n.variant STARTS WITH ''
    AND (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
  RETURN n
  UNION
  MATCH (n:Reference {id: $id}) RETURN n
}
MATCH (n)-[d:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|OCCURRED_AT|
           INVESTIGATED_BY|PART_OF|INVOLVED_IN|LIVES_AT|OWNS|DRIVES|POSSESSED|IN|ASSOCIATED_WITH|
           USES|SEEN_AT|CHARGED_WITH|CHARGED_IN|COMMITTED_IN|DISPOSES_OF|NARRATES|CALLED_FROM|
           CALLED_TO]-(other:Entity|Reference)
WHERE d.derived AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
WITH n, d, other, d.audiences AS audiences
WITH n, d, other, audiences, [i IN range(0, size(audiences) - 1)
  WHERE all(part IN split(audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
WITH d, other, seen, type(d) AS type, startNode(d) = n AS outgoing,
     [label IN labels(other) WHERE NOT label IN ['Entity', 'Reference', 'Stale', 'Withheld']][0]
       AS kind,
     reduce(all = [], i IN seen | all + [p IN split(audiences[i], '&') | split(p, '/')[0]])
       AS agencies,
     d.counts AS counts, d.last_seen AS last_seen
WITH other, type, outgoing, kind, agencies,
     reduce(sum = 0, i IN seen | sum + counts[i]) AS records,
     reduce(low = '', i IN seen | CASE WHEN d.first_seen[i] = '' THEN low
       WHEN low = '' OR d.first_seen[i] < low THEN d.first_seen[i] ELSE low END) AS first,
     reduce(high = '', i IN seen |
       CASE WHEN last_seen[i] > high THEN last_seen[i] ELSE high END) AS last
// sorted before they are brought together: what is sorted afterwards carries all of it in each row
ORDER BY last DESC, records DESC, type, other.id
WITH collect({type: type, outgoing: outgoing, kind: kind, other: other.id, agencies: agencies,
              records: records, first: first, last: last}) AS found
WITH found, [link IN found WHERE ($types IS NULL OR link.type IN $types)
  AND link.outgoing IN $directions
  AND ($agency IS NULL OR $agency IN link.agencies)
  AND ($since = '' OR link.last >= $since)
  AND ($until = '' OR (link.first <> '' AND link.first <= $until))] AS asked
WITH found, asked[$skip..$skip + $limit] AS page, size(asked) AS all
CALL (found, page, all) {
  UNWIND page AS link
  RETURN link.type AS type, link.outgoing AS outgoing, link.kind AS kind, null AS agency,
         link.other AS other, link.records AS records, link.first AS first, link.last AS last, all AS total
  UNION ALL
  UNWIND found AS link
  UNWIND [''] + link.agencies AS agency
  RETURN link.type AS type, link.outgoing AS outgoing, link.kind AS kind, agency, null AS other,
         count(DISTINCT link.other) AS records, null AS first, null AS last, null AS total
}
RETURN type, outgoing, kind, agency, other, records, first, last, total
