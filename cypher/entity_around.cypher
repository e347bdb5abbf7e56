// purpose: What an entity or reference is tied to, the most recent of each link, direction and kind, with how many there are.
// parameters: id, limit, profile, viewable
// columns: type, outgoing, kind, neighbours, records, other, ties, first, last
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
WITH n, d, other, [i IN range(0, size(d.audiences) - 1)
  WHERE all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
WITH type(d) AS type, startNode(d) = n AS outgoing, other,
     reduce(sum = 0, i IN seen | sum + d.counts[i]) AS ties,
     reduce(low = '', i IN seen | CASE WHEN d.first_seen[i] = '' THEN low
       WHEN low = '' OR d.first_seen[i] < low THEN d.first_seen[i] ELSE low END) AS first,
     reduce(high = '', i IN seen |
       CASE WHEN d.last_seen[i] > high THEN d.last_seen[i] ELSE high END) AS last
// among equals by what the viewer sees of them: an id says when a record came that may be hidden
WITH *, CASE WHEN other:Reference THEN other.id ELSE COLLECT {
    MATCH (other)<-[:RESOLVED_TO]-(r:Record) WHERE r.audience IN $viewable AND r.current
    RETURN min(r.key)
  }[0] END AS tie
ORDER BY last DESC, ties DESC, tie
WITH type, outgoing,
     [label IN labels(other) WHERE NOT label IN ['Entity', 'Reference', 'Stale', 'Withheld']][0] AS kind,
     collect({other: other.id, ties: ties, first: first, last: last}) AS found
UNWIND found[..$limit] AS one
RETURN type, outgoing, kind, size(found) AS neighbours,
       reduce(sum = 0, f IN found | sum + f.ties) AS records,
       one.other AS other, one.ties AS ties, one.first AS first, one.last AS last
