// purpose: The first viewable record key of each entity, by which those of equal length are ordered.
// parameters: ids, profile, viewable
// columns: at, first
UNWIND $ids AS at
MATCH (e:Entity) WHERE e.id = at AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
RETURN at, min(r.key) AS first
