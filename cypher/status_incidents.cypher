// purpose: Distinct numbers by category (with the key's, but for incidents), without the unfounded and the cancelled.
// parameters: out_of_counts
// columns: name, count
MATCH (r:IncidentRecord)
WHERE r.current
WITH r.category AS name, r.agency AS agency, coalesce(r.number_normal, r.key) AS number,
     CASE WHEN r.category = 'incident' THEN [] ELSE split(r.key, '|')[2..] END AS event,
     collect(DISTINCT r.status) AS statuses
WHERE none(status IN statuses WHERE status IN $out_of_counts)
RETURN name, count(*) AS count
ORDER BY name
