// purpose: Where the viewable records of places say that each of their addresses lies.
// parameters: ids, profile, viewable
// columns: of, address, points, agencies
UNWIND $ids AS of
MATCH (e:Entity) WHERE e.id = of AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(p:LocationRecord)
WHERE p.audience IN $viewable AND p.current AND p.latitude IS NOT NULL AND p.longitude IS NOT NULL
RETURN of, coalesce(p.address_normal, p.address_raw, '') AS address,
       collect(DISTINCT [p.latitude, p.longitude]) AS points,
       collect(DISTINCT p.agency) AS agencies
