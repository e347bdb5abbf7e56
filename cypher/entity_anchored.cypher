// purpose: The entities that anchors lead to: by their own id, or as those that hold the viewable record of a seed.
// parameters: seeds, profile, viewable
// columns: seed, id
UNWIND $seeds AS seed
CALL (seed) {
  MATCH (e:Entity) WHERE e.id = seed AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record)
  WHERE r.audience IN $viewable AND r.current
  RETURN DISTINCT e
  UNION
  MATCH (r:Record {seed: seed})-[:RESOLVED_TO]->(e:Entity)
  WHERE (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND r.audience IN $viewable AND r.current
  RETURN e
}
RETURN seed, e.id AS id
