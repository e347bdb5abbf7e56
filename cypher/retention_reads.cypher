// purpose: Plate reads that are older than their agency keeps them, with the places that only such reads state.
// parameters: before, otherwise, latest, limit
// columns: key, agency, category
MATCH (p:PlateReadRecord)
WHERE p.observed_at < $latest
  AND p.observed_at < CASE WHEN p.agency IN keys($before) THEN $before[p.agency]
                           ELSE $otherwise END
WITH p LIMIT $limit
CALL (p) {
  RETURN p AS r
  UNION
  MATCH (p)-[:SEEN_AT]->(r:LocationRecord)
  WHERE r.category = p.category AND COUNT { (r)<-[:SEEN_AT]-() } = 1
  RETURN r
}
RETURN DISTINCT r.key AS key, r.agency AS agency, r.category AS category
ORDER BY key
