// purpose: People by how many of their associates are subjects of incidents or arrested in them, by ordinary records alone; unfounded and cancelled numbers do not count.
// parameters: relation, uninvolved, limit, categories, out_of_counts, profile, viewable
// columns: id, associates, incidents, total
MATCH (a:PersonRecord)-[l:ASSOCIATED_WITH]->(b:PersonRecord)
WHERE a.audience IN $viewable AND a.current AND a.audience ENDS WITH '/'
  AND b.audience IN $viewable AND b.current AND b.audience ENDS WITH '/'
  AND ($relation IS NULL OR l.relation = $relation)
MATCH (a)-[:RESOLVED_TO]->(p:Entity)
WHERE (p.only_for IS NULL OR $profile IN p.only_for)
  AND NOT $profile IN coalesce(p.not_for, []) AND NOT p:Withheld
MATCH (b)-[:RESOLVED_TO]->(q:Entity)
WHERE (q.only_for IS NULL OR $profile IN q.only_for)
  AND NOT $profile IN coalesce(q.not_for, []) AND NOT q:Withheld
WITH DISTINCT p, q WHERE p <> q
UNWIND [[p, q], [q, p]] AS pair
WITH pair[1] AS q, pair[0] AS p
WITH q, collect(DISTINCT p) AS people
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
WITH q, people, incidents WHERE incidents <> []
UNWIND people AS p
UNWIND incidents AS n
WITH p, count(DISTINCT q) AS associates, count(DISTINCT n) AS incidents
WHERE NOT $uninvolved OR NOT EXISTS {
  MATCH (p)<-[:RESOLVED_TO]-(s:PersonRecord)-[:SUBJECT_OF|ARRESTED_IN]->(i:IncidentRecord)
  WHERE s.audience IN $viewable AND s.current AND i.audience IN $viewable AND i.current
    AND i.category IN $categories
  MATCH (i)-[:RESOLVED_TO]->(n:Entity)
  WHERE (n.only_for IS NULL OR $profile IN n.only_for)
    AND NOT $profile IN coalesce(n.not_for, []) AND NOT n:Withheld
    AND NOT EXISTS {
      MATCH (n)<-[:RESOLVED_TO]-(o:IncidentRecord)
      WHERE o.audience IN $viewable AND o.current AND o.status IN $out_of_counts
    }
}
CALL (p) {
  MATCH (p)<-[:RESOLVED_TO]-(r:PersonRecord)
  WHERE r.audience IN $viewable AND r.current
  RETURN min(r.key) AS key
}
WITH p.id AS id, associates, incidents, key
ORDER BY associates DESC, incidents DESC, key
WITH collect({id: id, associates: associates, incidents: incidents}) AS found
UNWIND found[..$limit] AS one
RETURN one.id AS id, one.associates AS associates, one.incidents AS incidents, size(found) AS total
