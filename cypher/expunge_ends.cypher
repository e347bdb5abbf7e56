// purpose: Delete references and bare keys that no other record states: phones, officers, numbers never loaded; also those of superseded revisions.
// parameters: keys
// columns: none
CALL () {
  UNWIND $keys AS key
  MATCH (r:Record {key: key})-->(end:Reference|Record)
  RETURN end
  UNION
  UNWIND $keys AS key
  MATCH (r:Record {key: key})<-[:REVISION_OF]-(v:Revision)
  UNWIND coalesce(v.links, []) AS text
  WITH DISTINCT substring(text, size(split(text, ' ')[0]) + 1) AS id
  MATCH (end:Reference {id: id})
  RETURN end
  UNION
  UNWIND $keys AS key
  MATCH (r:Record {key: key})<-[:REVISION_OF]-(v:Revision)
  UNWIND coalesce(v.links, []) AS text
  WITH DISTINCT substring(text, size(split(text, ' ')[0]) + 1) AS id
  MATCH (end:Record {key: id})
  RETURN end
}
WITH DISTINCT end
WHERE (end:Reference OR end.digest IS NULL) AND NOT coalesce(end.key, '') IN $keys
  AND NOT EXISTS { MATCH (end)<--(other:Record) WHERE NOT other.key IN $keys }
DETACH DELETE end
