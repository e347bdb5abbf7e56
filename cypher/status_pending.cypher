// purpose: Whether records wait for resolution.
// parameters: kinds
// columns: pending
RETURN EXISTS {
  MATCH (r:Record)
  WHERE r.kind IN $kinds AND r.current AND (r.projected IS NULL OR r.projected <> r.digest)
} OR EXISTS { MATCH (e:Stale) }
  OR EXISTS { MATCH (r:Record)-[:RESOLVED_TO]->() WHERE NOT r.current } AS pending
