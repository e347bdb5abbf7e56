// purpose: Phones, e-mail addresses, officers and areas, as far as viewable records state them and by the name that the first of these gives.
// parameters: ids, viewable
// columns: id, kind, value, label, records, agencies, first, last
UNWIND $ids AS id
MATCH (f:Reference {id: id})<-[l]-(r:Record)
WHERE r.audience IN $viewable AND r.current
WITH f, r, min(l.label) AS label
RETURN f.id AS id, [label IN labels(f) WHERE label <> 'Reference'][0] AS kind, f.value AS value,
       coalesce(min(CASE WHEN label IS NOT NULL THEN [r.key, label] END)[1], '') AS label,
       count(r) AS records, collect(DISTINCT r.agency) AS agencies,
       toString(min(r.observed_at)) AS first, toString(max(r.observed_at)) AS last
