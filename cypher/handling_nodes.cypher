// purpose: Records that have been loaded, and their superseded revisions, with the handling that their own facts call for.
// parameters: keys
// columns: key, node, agency, category, own, handling, current, revision
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
WHERE r.digest IS NOT NULL
CALL (r) {
  RETURN r AS n
  UNION
  MATCH (v:Revision)-[:REVISION_OF]->(r)
  RETURN v AS n
}
RETURN r.key AS key, elementId(n) AS node, n.agency AS agency, n.category AS category,
       coalesce(n.own_handling, n.handling) AS own, n.handling AS handling,
       r.current AS current, n.revision AS revision
ORDER BY key, revision DESC
