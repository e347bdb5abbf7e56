// purpose: Phones, e-mail addresses, officers and areas, as far as viewable records state them and by the name that these give.
// parameters: ids, viewable
// columns: id, kind, value, label, records, agencies, keys, first, last
UNWIND $ids AS id
MATCH (f:Reference {id: id})<-[l]-(r:Record)
WHERE r.audience IN $viewable AND r.current
WITH f, l, r ORDER BY r.key
RETURN f.id AS id, [label IN labels(f) WHERE label <> 'Reference'][0] AS kind, f.value AS value,
       coalesce(head(collect(l.label)), '') AS label,
       count(DISTINCT r) AS records, collect(DISTINCT r.agency) AS agencies,
       collect(DISTINCT r.key)[..50] AS keys,
       min(r.observed_at) AS first, max(r.observed_at) AS last
