// purpose: For each entity the seeds of viewable records by which a link to it is kept, the earliest of each agency.
// parameters: ids, profile, viewable
// columns: id, agency, seed
UNWIND $ids AS id
MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
WITH id, r.agency AS agency, r ORDER BY r.first_load, r.first_row
WITH id, agency, collect(r.seed)[0] AS seed
RETURN id, agency, seed
ORDER BY id, agency
