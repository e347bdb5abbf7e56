// purpose: Delete records with their revisions, links, scores and statements; their entities are derived anew, and withheld until then.
// parameters: keys
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
CALL (r) {
  MATCH (r)-[:RESOLVED_TO]->(e:Entity)
  SET e:Stale:Withheld
}
CALL (r) {
  MATCH (v:Revision)-[:REVISION_OF]->(r)
  DETACH DELETE v
}
CALL (r) {
  MATCH (s:HandlingStatement|Validation)-[:OF]->(r)
  DETACH DELETE s
}
DETACH DELETE r
