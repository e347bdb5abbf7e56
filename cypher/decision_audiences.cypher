// purpose: The audiences of the records that decisions name, also of withdrawn ones.
// parameters: none
// columns: key, audience
MATCH (:Decision)-[:ABOUT]->(r:Record)
WHERE r.audience IS NOT NULL
RETURN DISTINCT r.key AS key, r.audience AS audience
