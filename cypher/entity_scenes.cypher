// purpose: Places where incidents of a person or vehicle occurred, those of most incidents first.
// parameters: id, roles, limit, profile, viewable
// columns: other, incidents, last, total
MATCH (n:Entity) WHERE n.id = $id AND n.variant STARTS WITH ''
  AND (n.only_for IS NULL OR $profile IN n.only_for)
  AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
  AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
MATCH (n)-[a]->(event:Incident)
WHERE type(a) IN $roles AND a.derived
  AND (event.only_for IS NULL OR $profile IN event.only_for)
  AND NOT $profile IN coalesce(event.not_for, []) AND NOT event:Withheld
  AND any(audience IN a.audiences WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
MATCH (event)-[d:OCCURRED_AT]->(place:Location)
WHERE d.derived AND (place.only_for IS NULL OR $profile IN place.only_for)
  AND NOT $profile IN coalesce(place.not_for, []) AND NOT place:Withheld
WITH event, d, place, [i IN range(0, size(d.audiences) - 1)
  WHERE all(part IN split(d.audiences[i], '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
WITH place, count(DISTINCT event) AS incidents, max(reduce(high = '', i IN seen |
  CASE WHEN d.last_seen[i] > high THEN d.last_seen[i] ELSE high END)) AS last
WITH *, COLLECT {
    MATCH (place)<-[:RESOLVED_TO]-(r:Record) WHERE r.audience IN $viewable AND r.current
    RETURN min(r.key)
  }[0] AS tie
ORDER BY incidents DESC, last DESC, tie
WITH collect({other: place.id, incidents: incidents, last: last}) AS found
UNWIND found[..$limit] AS one
RETURN one.other AS other, one.incidents AS incidents, one.last AS last, size(found) AS total
