// purpose: The viewable records of one entity, or those that state one reference, most recent first.
// parameters: id, limit, profile, viewable
// columns: key, kind, agency, agency_name, category, observed, precision, file, line, load, loaded_at, revision, total
CALL () {
  MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record) RETURN r
  UNION
  MATCH (f:Reference {id: $id})<-[]-(r:Record) RETURN r
}
WITH r WHERE r.audience IN $viewable AND r.current
WITH r ORDER BY r.observed_at IS NULL, r.observed_at DESC, r.key
WITH collect(r) AS found
WITH found[..$limit] AS shown, size(found) AS total
UNWIND shown AS r
MATCH (r)-[by:LOADED_BY]->(load:Load), (r)-[:OWNED_BY]->(a:Agency)
RETURN r.key AS key, r.kind AS kind, r.agency AS agency, a.name AS agency_name,
       r.category AS category, r.observed_at AS observed, r.observed_precision AS precision,
       by.file AS file, by.line AS line, load.number AS load,
       toString(load.started_at) AS loaded_at, r.revision AS revision, total
ORDER BY observed IS NULL, observed DESC, key
