// purpose: Where shown entities were, by their viewable records: the places themselves, where incidents occurred, where people live, where plates were read.
// parameters: ids, profile, viewable
// columns: id, link, address, city, precision, latitude, longitude, of, agencies, records, key
UNWIND $ids AS id
MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
CALL (r) {
  WITH r WHERE r:LocationRecord
  RETURN r AS p, '' AS link
  UNION
  MATCH (r)-[l:OCCURRED_AT|LIVES_AT|SEEN_AT]->(p:LocationRecord)
  WHERE p.audience IN $viewable AND p.current
  RETURN p, type(l) AS link
}
OPTIONAL MATCH (p)-[:RESOLVED_TO]->(l:Entity)
WHERE p.latitude IS NULL AND (l.only_for IS NULL OR $profile IN l.only_for)
  AND NOT $profile IN coalesce(l.not_for, []) AND NOT l:Withheld
WITH id, link, l.id AS of, coalesce(p.address_normal, p.address_raw, '') AS address,
     coalesce(p.address_city, '') AS city,
     coalesce(p.address_precision, 'unknown') AS precision,
     p.latitude AS latitude, p.longitude AS longitude, r, p
RETURN id, link, address, city, precision, latitude, longitude, of,
       collect(DISTINCT p.agency) AS agencies, count(DISTINCT r) AS records, min(p.key) AS key
ORDER BY key, link, address
