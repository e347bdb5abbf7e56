// purpose: Where viewable records stand as the viewer sees them, with the revision that they say now.
// parameters: keys, profile, viewable
// columns: key, kind, entity, agency, digest, handling, observed, precision, category
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
WHERE r.audience IN $viewable AND r.current
  AND r.kind IN ['person', 'vehicle', 'location', 'incident', 'item']
OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
RETURN r.key AS key, r.kind AS kind, e.id AS entity, r.agency AS agency, r.digest AS digest,
       coalesce(r.handling, []) AS handling, r.observed_at AS observed,
       r.observed_precision AS precision, r.category AS category
