// purpose: Derive the links that other entities' records state towards stale entities.
// parameters: ids, types
// columns: none
UNWIND $ids AS id
MATCH (f:Entity {id: id[0], variant: id[1]})<-[:RESOLVED_TO]-(b)<-[l]-(a)
USING INDEX SEEK f:Entity(id, variant)
WHERE type(l) IN $types
MATCH (a)-[:RESOLVED_TO]->(e)
WHERE NOT e:Stale AND (e.only_for IS NULL OR f.only_for IS NULL
  OR any(profile IN e.only_for WHERE profile IN f.only_for))
WITH e, f, type(l) AS type,
     CASE WHEN a.audience = b.audience THEN a.audience ELSE a.audience + '&' + b.audience END
       AS audience,
     left(toString(coalesce(a.observed_at, b.observed_at, datetime('9999-01-01T00:00:00Z'))), 16) AS at
WITH e, f, type, audience, count(*) AS records,
     min(at) AS first, max(CASE WHEN at STARTS WITH '9999' THEN '' ELSE at END) AS last
ORDER BY audience
WITH e, f, type, collect(audience) AS audiences, collect(records) AS counts,
     collect(CASE WHEN first STARTS WITH '9999' THEN '' ELSE first END) AS first_seen,
     collect(last) AS last_seen
CREATE (e)-[d:$(type)]->(f)
SET d.derived = true, d.audiences = audiences, d.counts = counts,
    d.first_seen = first_seen, d.last_seen = last_seen
