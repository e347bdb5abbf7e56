// purpose: Decisions about these records where the viewer may view every record that they name, newest first.
// parameters: keys, viewable
// columns: id, document, chain
UNWIND $keys AS asked
MATCH (r:Record {key: asked})<-[:ABOUT]-(d:Decision)
USING INDEX SEEK r:Record(key)
WHERE r.audience IN $viewable AND r.current
WITH DISTINCT d
WHERE NOT EXISTS {
  MATCH (d)-[:ABOUT]->(named:Record)
  WHERE named.audience IS NULL OR NOT named.audience IN $viewable
}
WITH d ORDER BY d.at DESC, d.id
RETURN d.id AS id, d.document AS document,
       COLLECT {
         MATCH (d)<-[:SUPERSEDES*0..]-(taken:Decision)
         OPTIONAL MATCH (taken)<-[:SUPERSEDES]-(by:Decision)
         WITH DISTINCT d, taken, by
         RETURN [taken = d, taken.id, by.id]
       } AS chain
