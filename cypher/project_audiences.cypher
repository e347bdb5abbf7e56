// purpose: Give stale entities the audiences of their current records; entities without records go.
// parameters: ids
// columns: none
UNWIND $ids AS id
MATCH (e:Entity {id: id[0], variant: id[1]})
USING INDEX SEEK e:Entity(id, variant)
OPTIONAL MATCH (e)<-[:RESOLVED_TO]-(r)
WITH e, r.audience AS audience ORDER BY audience
WITH e, collect(DISTINCT audience) AS audiences
SET e.audiences = audiences
WITH e WHERE size(audiences) = 0
DETACH DELETE e
