// purpose: Records that weights, decisions, entities and plates tie to these: all that may resolve with them.
// parameters: keys
// columns: key
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
CALL (r) {
  MATCH (r)-[s:SCORED]-(n:Record)
  WHERE s.use = 'folded' OR (s.use = 'weighed' AND s.weight > 0)
  RETURN n
  UNION
  MATCH (r)-[:RESOLVED_TO]->(:Entity)<-[:RESOLVED_TO]-(n:Record)
  RETURN n
  UNION
  MATCH (r)<-[:ABOUT]-(d:Decision)-[:ABOUT]->(n:Record)
  WHERE d.verdict <> 'different'
  RETURN n
  UNION
  MATCH (n:VehicleRecord {plate_plate: r.plate_plate})
  WHERE n.plate_state = r.plate_state AND n.current
  RETURN n
  UNION
  MATCH (n:PlateReadRecord {plate_plate: r.plate_plate})
  WHERE n.plate_state = r.plate_state AND n.current
  RETURN n
}
RETURN DISTINCT n.key AS key
