// purpose: On which days the incidents and plate reads of shown entities happened, an incident once, by its earliest viewable record.
// parameters: ids, zone, profile, viewable
// columns: id, precision, day, events
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:IncidentRecord)
  WHERE r.audience IN $viewable AND r.current
  WITH CASE WHEN r.start_at IS NULL THEN [r.observed_at, r.observed_precision]
         ELSE [r.start_at, r.start_precision] END AS moment
  ORDER BY moment[0], moment[1] LIMIT 1
  RETURN moment[0] AS at, moment[1] AS precision
  UNION ALL
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:PlateReadRecord)
  WHERE r.audience IN $viewable AND r.current
  RETURN r.observed_at AS at, r.observed_precision AS precision
}
RETURN id, CASE WHEN at IS NULL THEN '' ELSE coalesce(precision, 'minute') END AS precision,
       CASE WHEN at IS NULL THEN '' ELSE toString(date(datetime({datetime: at, timezone: $zone}))) END
         AS day,
       count(*) AS events
ORDER BY day, precision
