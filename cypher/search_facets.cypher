// purpose: What the viewable records of answers say of agency, year, role and place, to be counted and chosen from.
// parameters: ids, zone, profile, viewable
// columns: id, agencies, years, roles, places
UNWIND $ids AS id
MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
WITH id, r, CASE WHEN r.observed_at IS NOT NULL
  THEN datetime({datetime: r.observed_at, timezone: $zone}).year END AS year
// all in one step, not a sub-query for each kind: an answer to a common name has thousands of records
OPTIONAL MATCH (r)-[l:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|INVOLVED_IN|
                     LIVES_AT|OCCURRED_AT|SEEN_AT|IN]->(at)
WHERE (at:Area AND r:LocationRecord)
  OR ((at:IncidentRecord OR at:LocationRecord) AND at.audience IN $viewable AND at.current)
OPTIONAL MATCH (at)-[:OCCURRED_AT|IN]->(near)
WHERE (near:Area AND at:LocationRecord)
  OR (near:LocationRecord AND at:IncidentRecord AND near.audience IN $viewable AND near.current)
WITH id, r, year,
     CASE WHEN at:IncidentRecord AND r.kind IN ['person', 'vehicle', 'item'] THEN type(l) END AS role,
     [CASE WHEN at:Area THEN at.value ELSE at.address_city END,
      CASE WHEN near:Area THEN near.value ELSE near.address_city END] AS places
RETURN id, collect(DISTINCT r.agency) AS agencies, collect(DISTINCT year) AS years,
       collect(DISTINCT role) AS roles,
       collect(DISTINCT places) + [collect(DISTINCT r.address_city)] AS places
