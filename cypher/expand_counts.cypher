// purpose: How many neighbours an entity or reference has by link type, direction, kind and agency.
// parameters: id, profile, viewable
// columns: type, outgoing, kind, agency, neighbours
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
WITH n, d, other, [audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable)] AS seen
WHERE size(seen) > 0
WITH type(d) AS type, startNode(d) = n AS outgoing, other,
     [label IN labels(other) WHERE NOT label IN ['Entity', 'Reference', 'Stale', 'Withheld']][0] AS kind,
     reduce(all = [], audience IN seen | all + [p IN split(audience, '&') | split(p, '/')[0]])
       AS agencies
UNWIND agencies AS agency
RETURN type, outgoing, kind, agency, count(DISTINCT other) AS neighbours
UNION ALL
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
  AND any(audience IN d.audiences
  WHERE all(part IN split(audience, '&') WHERE part IN $viewable))
RETURN type(d) AS type, startNode(d) = n AS outgoing,
       [label IN labels(other) WHERE NOT label IN ['Entity', 'Reference', 'Stale', 'Withheld']][0] AS kind,
       '' AS agency, count(DISTINCT other) AS neighbours
