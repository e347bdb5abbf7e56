// purpose: What must be known before anybody goes near: cautions and warrants, each with the record that states it.
// parameters: ids, profile, viewable
// columns: id, key, person, what, text, agency, agency_name, number, issued, precision, status, loaded_at
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:PersonRecord)
  WHERE r.audience IN $viewable AND r.current
  RETURN r
}
CALL (r) {
  UNWIND r.cautions_raw AS text
  RETURN r AS said, 'caution' AS what, text
  UNION ALL
  MATCH (r)-[:SUBJECT_OF]->(said:IncidentRecord)
  WHERE said.category = 'warrant' AND said.audience IN $viewable AND said.current
  RETURN said, 'warrant' AS what, coalesce(said.offense, '') AS text
}
MATCH (said)-[:OWNED_BY]->(a:Agency)
RETURN id, said.key AS key, r.key AS person, what, text, said.agency AS agency,
       a.name AS agency_name, coalesce(said.number_raw, '') AS number,
       CASE what WHEN 'warrant' THEN coalesce(said.start_at, said.observed_at)
         ELSE said.observed_at END AS issued,
       CASE WHEN what = 'warrant' AND said.start_at IS NOT NULL THEN said.start_precision
         ELSE said.observed_precision END AS precision,
       coalesce(said.status, '') AS status,
       toString(COLLECT {
         UNWIND said.seen AS seen
         MATCH (load:Load {number: toInteger(split(seen, ':')[0])})
         RETURN load.started_at AS at ORDER BY at DESC LIMIT 1
       }[0]) AS loaded_at
ORDER BY id, what DESC, issued IS NULL, issued DESC, key, text
