// purpose: People who were a subject or arrestee of the same incident or of its parts; never victims or witnesses.
// parameters: id, most, limit, roles, out_of_counts, profile, viewable
// columns: other, shared, incidents, last, total, looked_at, of
MATCH (n:Entity) WHERE n.id = $id AND n.variant STARTS WITH '' AND n:Person
  AND (n.only_for IS NULL OR $profile IN n.only_for)
  AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
  AND (n:Stale OR any(audience IN n.audiences WHERE audience IN $viewable))
CALL (n) {
  MATCH (n)-[a]->(i:Incident)
  WHERE type(a) IN $roles AND a.derived
    AND (i.only_for IS NULL OR $profile IN i.only_for)
    AND NOT $profile IN coalesce(i.not_for, []) AND NOT i:Withheld
    AND any(audience IN a.audiences
      WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
  MATCH path = (i)-[:PART_OF*0..2]->(whole:Incident)
  WHERE all(p IN relationships(path) WHERE p.derived AND any(audience IN p.audiences
      WHERE all(part IN split(audience, '&') WHERE part IN $viewable)))
    AND all(m IN nodes(path) WHERE (m.only_for IS NULL OR $profile IN m.only_for)
      AND NOT $profile IN coalesce(m.not_for, []) AND NOT m:Withheld)
  WITH DISTINCT whole
  WITH whole, COLLECT {
    MATCH (whole)<-[:RESOLVED_TO]-(r:Record) WHERE r.audience IN $viewable AND r.current
    RETURN {status: r.status, key: r.key, at: r.observed_at} ORDER BY r.key
  } AS said
  WHERE NOT (any(s IN said WHERE s.status IN $out_of_counts)
    AND all(s IN said WHERE s.status IS NULL OR s.status IN $out_of_counts))
  WITH whole, said[0].key AS key, reduce(last = null, s IN said |
    CASE WHEN last IS NULL OR s.at > last THEN s.at ELSE last END) AS at
  ORDER BY at IS NULL, at DESC, key
  WITH collect({whole: whole, key: key, at: at}) AS found
  UNWIND found[..$most] AS one
  RETURN one.whole AS whole, one.key AS key, one.at AS at, size(found) AS of
}
MATCH path = (whole)<-[:PART_OF*0..2]-(j:Incident)
WHERE all(p IN relationships(path) WHERE p.derived AND any(audience IN p.audiences
    WHERE all(part IN split(audience, '&') WHERE part IN $viewable)))
  AND all(m IN nodes(path) WHERE (m.only_for IS NULL OR $profile IN m.only_for)
    AND NOT $profile IN coalesce(m.not_for, []) AND NOT m:Withheld)
MATCH (j)<-[b]-(other:Person)
WHERE type(b) IN $roles AND b.derived AND other <> n
  AND (other.only_for IS NULL OR $profile IN other.only_for)
  AND NOT $profile IN coalesce(other.not_for, []) AND NOT other:Withheld
  AND any(audience IN b.audiences
    WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
WITH DISTINCT other, whole, key, at, of ORDER BY at IS NULL, at DESC, key
WITH other, of, collect(whole) AS events, max(at) AS last
// an arrest and the incident that it is part of are one event
WITH other, of, last, [w IN events WHERE NOT EXISTS {
    MATCH (w)-[p:PART_OF]->(above:Incident)
    WHERE above IN events AND p.derived
      AND (above.only_for IS NULL OR $profile IN above.only_for)
      AND NOT $profile IN coalesce(above.not_for, []) AND NOT above:Withheld
      AND any(audience IN p.audiences
        WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
  } | w.id] AS incidents
WITH other, of, last, incidents, size(incidents) AS shared, COLLECT {
    MATCH (other)<-[:RESOLVED_TO]-(r:Record) WHERE r.audience IN $viewable AND r.current
    RETURN min(r.key)
  }[0] AS tie
ORDER BY shared DESC, last IS NULL, last DESC, tie
WITH collect({other: other.id, shared: shared, incidents: incidents, last: last}) AS found, of
UNWIND found[..$limit] AS one
RETURN one.other AS other, one.shared AS shared, one.incidents[..5] AS incidents, one.last AS last,
       size(found) AS total, $most AS looked_at, of
