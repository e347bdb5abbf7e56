// purpose: The links of an entity or reference, most recent first, counted and dated by viewable records alone.
// parameters: id, types, directions, agency, skip, limit, profile, viewable
// columns: type, outgoing, other, records, first, last, total
CALL () {
  MATCH (n:Entity) WHERE n.id = $id AND n.variant STARTS WITH ''
    AND (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
  RETURN n
  UNION
  MATCH (n:Reference {id: $id}) RETURN n
}
MATCH (n)-[d]-(other:Entity|Reference)
WHERE d.derived AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
  AND ($types IS NULL OR type(d) IN $types)
WITH n, d, other, [i IN range(0, size(d.audiences) - 1)
  WHERE all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0 AND (startNode(d) = n) IN $directions
  AND ($agency IS NULL OR any(i IN seen
    WHERE any(part IN split(d.audiences[i], '&') WHERE split(part, '/')[0] = $agency)))
WITH type(d) AS type, startNode(d) = n AS outgoing, other.id AS other,
     reduce(sum = 0, i IN seen | sum + d.counts[i]) AS records,
     reduce(low = '', i IN seen | CASE WHEN d.first_seen[i] = '' THEN low
       WHEN low = '' OR d.first_seen[i] < low THEN d.first_seen[i] ELSE low END) AS first,
     reduce(high = '', i IN seen |
       CASE WHEN d.last_seen[i] > high THEN d.last_seen[i] ELSE high END) AS last
ORDER BY last DESC, records DESC, type, other
WITH collect({type: type, outgoing: outgoing, other: other, records: records, first: first,
              last: last}) AS found
WITH found[$skip..$skip + $limit] AS shown, size(found) AS total
UNWIND shown AS link
RETURN link.type AS type, link.outgoing AS outgoing, link.other AS other,
       link.records AS records, link.first AS first, link.last AS last, total
