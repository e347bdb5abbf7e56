// purpose: The associates behind one line of tally_associates, each with the incidents that count.
// parameters: id, relation, categories, out_of_counts, profile, viewable
// columns: other, end
MATCH (p:Entity) WHERE p.id = $id AND p.variant STARTS WITH ''
  AND (p.only_for IS NULL OR $profile IN p.only_for)
  AND NOT $profile IN coalesce(p.not_for, []) AND NOT p:Withheld
  AND (p:Stale OR any(audience IN p.audiences WHERE audience IN $viewable))
MATCH (p)<-[:RESOLVED_TO]-(a:PersonRecord)-[l:ASSOCIATED_WITH]-(b:PersonRecord)
WHERE a.audience IN $viewable AND a.current AND a.audience ENDS WITH '/'
  AND b.audience IN $viewable AND b.current AND b.audience ENDS WITH '/'
  AND ($relation IS NULL OR l.relation = $relation)
MATCH (b)-[:RESOLVED_TO]->(q:Entity)
WHERE (q.only_for IS NULL OR $profile IN q.only_for)
  AND NOT $profile IN coalesce(q.not_for, []) AND NOT q:Withheld
WITH DISTINCT p, q WHERE p <> q
CALL (q) {
  MATCH (q)<-[:RESOLVED_TO]-(s:PersonRecord)-[:SUBJECT_OF|ARRESTED_IN]->(i:IncidentRecord)
  WHERE s.audience IN $viewable AND s.current AND s.audience ENDS WITH '/'
    AND i.audience IN $viewable AND i.current AND i.audience ENDS WITH '/'
    AND i.category IN $categories
  MATCH (i)-[:RESOLVED_TO]->(n:Entity)
  WHERE (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND NOT EXISTS {
      MATCH (n)<-[:RESOLVED_TO]-(o:IncidentRecord)
      WHERE o.audience IN $viewable AND o.current AND o.status IN $out_of_counts
    }
  RETURN collect(DISTINCT n) AS incidents
}
UNWIND incidents AS n
CALL (q) {
  MATCH (q)<-[:RESOLVED_TO]-(r:PersonRecord)
  WHERE r.audience IN $viewable AND r.current
  RETURN min(r.key) AS person
}
CALL (n) {
  MATCH (n)<-[:RESOLVED_TO]-(r:IncidentRecord)
  WHERE r.audience IN $viewable AND r.current
  RETURN min(r.key) AS event
}
WITH q, person, n, event ORDER BY person, event
RETURN q.id AS other, n.id AS end
