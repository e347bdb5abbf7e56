// purpose: The seeds of an entity's viewable records but the earliest, whose seed is its id where nothing is hidden.
// parameters: id, limit, profile, viewable
// columns: key, seed, total
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
WITH r ORDER BY r.first_load, r.first_row, r.key
WITH collect({key: r.key, seed: r.seed})[1..] AS found
UNWIND found[..$limit] AS one
RETURN one.key AS key, one.seed AS seed, size(found) AS total
