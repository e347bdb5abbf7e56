// purpose: Plate reads that are older than their agency keeps them, with the places that only such reads state.
// parameters: before, otherwise, latest, limit
// columns: key, agency, category
MATCH (p:PlateReadRecord)
WHERE p.observed_at < $latest
  AND p.observed_at < CASE WHEN p.agency IN keys($before) THEN $before[p.agency]
                           ELSE $otherwise END
WITH p LIMIT $limit
WITH collect(p) AS due
CALL (due) {
  UNWIND due AS r
  RETURN r
  UNION
  UNWIND due AS p
  MATCH (p)-[:SEEN_AT]->(r:LocationRecord)
  WHERE r.category = p.category
  WITH r, count(p) AS going WHERE COUNT { (r)<-[:SEEN_AT]-() } = going
  RETURN r
}
RETURN r.key AS key, r.agency AS agency, r.category AS category
ORDER BY key
