// purpose: Decisions that viewable records of entities are one, with all that takes decisions back. They bind only whoever may view every record they name.
// parameters: ids, profile, viewable
// columns: decision, keys, back
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record)<-[:ABOUT]-(d:Decision {verdict: 'same'})
  WHERE r.audience IN $viewable AND r.current
  RETURN DISTINCT d
}
WITH DISTINCT d
WHERE NOT EXISTS {
  MATCH (d)-[:ABOUT]->(named:Record) WHERE NOT coalesce(named.audience IN $viewable, false)
}
RETURN d.id AS decision,
       COLLECT { MATCH (d)-[:ABOUT]->(r:Record) WHERE r.current RETURN r.key } AS keys,
       COLLECT { MATCH (later:Decision)-[:SUPERSEDES]->(before:Decision)-[:SUPERSEDES*0..]->(d)
                 RETURN DISTINCT [later.id, before.id] } AS back
ORDER BY decision
