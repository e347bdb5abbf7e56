// purpose: Agencies with a record to which viewers are pointed, and whose best likeness among viewable records is one of this entity.
// parameters: id, pointed, profile, viewable
// columns: agency, held
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
CALL (r) {
  RETURN r AS first
  UNION
  MATCH (first:Record)-[:SCORED {use: 'folded'}]->(r) RETURN first
}
CALL (first) {
  RETURN first AS near
  UNION
  MATCH (first)-[s:SCORED {use: 'weighed'}]-(near:Record) WHERE s.weight > 0 RETURN near
}
CALL (near) {
  RETURN near AS p
  UNION
  MATCH (near)-[:SCORED {use: 'folded'}]->(p:Record) RETURN p
}
WITH DISTINCT e, p WHERE p.audience IN $pointed AND p.current
CALL (p) {
  CALL (p) {
    RETURN p AS first
    UNION
    MATCH (first:Record)-[:SCORED {use: 'folded'}]->(p) RETURN first
  }
  CALL (first) {
    MATCH (first)-[s:SCORED {use: 'weighed'}]-(near:Record) WHERE s.weight > 0
    RETURN near, s.weight AS weight
    UNION
    MATCH (first)-[s:SCORED {use: 'folded'}]->(:Record)
    RETURN first AS near, max(s.weight) AS weight
  }
  CALL (near) {
    RETURN near AS r
    UNION
    MATCH (near)-[:SCORED {use: 'folded'}]->(r:Record) RETURN r
  }
  WITH r, weight WHERE r.audience IN $viewable AND r.current
  ORDER BY weight DESC, r.key LIMIT 1
  RETURN r AS best
}
WITH e, p, best WHERE (best)-[:RESOLVED_TO]->(e)
RETURN p.agency AS agency, collect(DISTINCT p.key) AS held
ORDER BY agency
