// purpose: Names, plates and addresses that go on as what is being typed, those of most viewable records first.
// parameters: lucene, limit, profile, viewable
// columns: kind, value, records
CALL db.index.fulltext.queryNodes('record_text', $lucene) YIELD node AS r
WHERE r.audience IN $viewable AND r.current
MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
WITH CASE r.kind WHEN 'plate-read' THEN 'vehicle' ELSE r.kind END AS kind,
     coalesce(r.name_normal, r.plate_plate, r.address_normal) AS value
WHERE value IS NOT NULL
WITH kind, value, count(*) AS records
RETURN kind, value, records ORDER BY records DESC, value LIMIT $limit
