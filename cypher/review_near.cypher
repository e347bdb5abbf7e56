// purpose: Viewable records that weights, decisions and entities tie to these.
// parameters: keys, viewable
// columns: key
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
WHERE r.audience IN $viewable AND r.current
  AND r.kind IN ['person', 'vehicle', 'location', 'incident', 'item']
CALL (r) {
  MATCH (r)-[:RESOLVED_TO]->(:Entity)<-[:RESOLVED_TO]-(n:Record)
  RETURN n
  UNION
  MATCH (r)-[:SCORED {use: 'folded'}]-{0,1}(a)-[s:SCORED {use: 'weighed'}]-(b)-[:SCORED {use: 'folded'}]-{0,1}(n)
  WHERE s.weight > 0
  RETURN n
  UNION
  MATCH (r)<-[:ABOUT]-(d:Decision {verdict: 'same'})-[:ABOUT]->(n:Record)
  RETURN n
}
WITH DISTINCT n
WHERE n.audience IN $viewable AND n.current AND n.kind <> 'plate-read'
RETURN n.key AS key
