// purpose: Decisions about an entity's records, where the viewer may view every record that they name, newest first.
// parameters: id, limit, profile, viewable
// columns: verdict, reviewer, reason, at, left, right, chain
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
MATCH (r)<-[:ABOUT]-(d:Decision)
WHERE d.verdict <> 'undo'
WITH DISTINCT d
WHERE NOT EXISTS {
  MATCH (d)-[:ABOUT]->(named:Record)
  WHERE named.audience IS NULL OR NOT named.audience IN $viewable
}
WITH d ORDER BY d.at DESC, d.id LIMIT $limit
RETURN d.verdict AS verdict, d.reviewer AS reviewer, d.reason AS reason, d.at AS at,
       COLLECT {
         MATCH (d)-[:ABOUT {side: 'left'}]->(n:Record)
         WHERE n.audience IN $viewable AND n.current RETURN n.key ORDER BY n.key
       } AS left,
       COLLECT {
         MATCH (d)-[:ABOUT {side: 'right'}]->(n:Record)
         WHERE n.audience IN $viewable AND n.current RETURN n.key ORDER BY n.key
       } AS right,
       COLLECT {
         MATCH (d)<-[:SUPERSEDES*0..]-(taken:Decision)
         OPTIONAL MATCH (taken)<-[:SUPERSEDES]-(by:Decision)
         WITH DISTINCT d, taken, by
         RETURN [taken = d, taken.id, by.id]
       } AS chain
