// purpose: How many viewable records some items have, and of which agencies.
// parameters: ids, profile, viewable
// columns: id, records, agencies
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current AND r.kind <> 'plate-read'
RETURN id, count(r) AS records, collect(DISTINCT r.agency) AS agencies
