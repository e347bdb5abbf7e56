// purpose: An entity's viewable records by what they say in all that is compared: those that say the same, together.
// parameters: id, limit, profile, viewable
// columns: key, kind, records, keys, agencies, itself, reads, total
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
OPTIONAL MATCH (before:Record)-[s:SCORED {use: 'folded'}]->(r)
WITH r, before, s ORDER BY r.key
WITH coalesce(before, r) AS first, min(r.key) AS key, head(collect(r.kind)) AS kind,
     count(r) AS records, collect(r.key)[..20] AS keys, collect(DISTINCT r.agency) AS agencies,
     max(s.weight) AS itself
WITH key, kind, records, keys, agencies, CASE WHEN records > 1 THEN itself END AS itself
ORDER BY key
WITH collect({key: key, kind: kind, records: records, keys: keys, agencies: agencies,
              itself: itself}) AS found
WITH [f IN found WHERE f.kind <> 'plate-read'] AS compared,
     reduce(sum = 0, f IN found | sum + CASE f.kind WHEN 'plate-read' THEN f.records ELSE 0 END)
       AS reads
UNWIND compared[..$limit] AS one
RETURN one.key AS key, one.kind AS kind, one.records AS records, one.keys AS keys,
       one.agencies AS agencies, one.itself AS itself, reads, size(compared) AS total
