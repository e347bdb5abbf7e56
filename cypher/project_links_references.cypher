// purpose: Derive the links of stale entities to phones, e-mail addresses, officers and areas.
// parameters: ids, types
// columns: none
UNWIND $ids AS id
MATCH (e:Entity {id: id[0], variant: id[1]})<-[:RESOLVED_TO]-(a)-[l]->(f)
USING INDEX SEEK e:Entity(id, variant)
WHERE type(l) IN $types AND f:Reference
WITH e, f, type(l) AS type, a.audience AS audience,
     left(toString(coalesce(a.observed_at, datetime('9999-01-01T00:00:00Z'))), 16) AS at
WITH e, f, type, audience, count(*) AS records,
     min(at) AS first, max(CASE WHEN at STARTS WITH '9999' THEN '' ELSE at END) AS last
ORDER BY audience
WITH e, f, type, collect(audience) AS audiences, collect(records) AS counts,
     collect(CASE WHEN first STARTS WITH '9999' THEN '' ELSE first END) AS first_seen,
     collect(last) AS last_seen
CREATE (e)-[d:$(type)]->(f)
SET d.derived = true, d.audiences = audiences, d.counts = counts,
    d.first_seen = first_seen, d.last_seen = last_seen
