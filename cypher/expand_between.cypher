// purpose: The links among shown entities and references, counted by viewable records alone.
// parameters: ids, profile, viewable
// columns: type, start, end, records, first, last
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
MATCH (n)-[d]->(other:Entity|Reference)
WHERE d.derived AND other.id IN $ids AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
WITH n, d, other, [i IN range(0, size(d.audiences) - 1)
  WHERE all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
RETURN type(d) AS type, n.id AS start, other.id AS end,
       reduce(sum = 0, i IN seen | sum + d.counts[i]) AS records,
       reduce(low = '', i IN seen | CASE WHEN d.first_seen[i] = '' THEN low
         WHEN low = '' OR d.first_seen[i] < low THEN d.first_seen[i] ELSE low END) AS first,
       reduce(high = '', i IN seen |
         CASE WHEN d.last_seen[i] > high THEN d.last_seen[i] ELSE high END) AS last
ORDER BY start, end, type
