// purpose: Records with which resolution reads these: residences, places, parties, keepers and events.
// parameters: keys
// columns: key
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
CALL (r) {
  MATCH (r)-[:LIVES_AT|OCCURRED_AT]->(n:LocationRecord) RETURN n
  UNION
  MATCH (r)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|DRIVES|OWNS]-(n:PersonRecord)
  RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(:IncidentRecord)-[:PART_OF*0..1]->(n:IncidentRecord) RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(:IncidentRecord)-[:PART_OF*0..1]->(:IncidentRecord)
        -[:OCCURRED_AT]->(n:LocationRecord)
  RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(:IncidentRecord)-[:PART_OF*0..1]->(:IncidentRecord)
        <-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(n:PersonRecord)
  RETURN n
}
WITH DISTINCT n WHERE n.current
RETURN n.key AS key
