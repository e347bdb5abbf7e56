// purpose: A few entities of each kind, those with most links first, with what one of their records is called by: to read once after a start what users will read.
// parameters: each
// columns: id, links, said
UNWIND ['Person', 'Vehicle', 'Location', 'Incident', 'Item'] AS kind
CALL (kind) {
  MATCH (e:Entity) WHERE kind IN labels(e) AND e.variant = '' AND NOT e:Stale
  WITH e, COUNT { (e)--() } AS links ORDER BY links DESC, e.id LIMIT $each
  RETURN e
  UNION
  MATCH (e:Entity) WHERE kind IN labels(e) AND e.variant = '' AND NOT e:Stale
  WITH e ORDER BY e.id LIMIT $each
  RETURN e
}
CALL (e) {
  MATCH (e)<-[:RESOLVED_TO]-(r:Record) WHERE r.current
  RETURN coalesce(r.name_normal, r.plate_plate, r.address_normal, r.number_normal, '') AS said
  LIMIT 1
}
RETURN e.id AS id, COUNT { (e)--() } AS links, said
