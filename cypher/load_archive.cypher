// purpose: Keep the current revision of records that are about to be revised, and take back what it stated.
// parameters: keys
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})-[by:LOADED_BY]->(load:Load)
USING INDEX SEEK r:Record(key)
CREATE (v:Revision)
SET v = properties(r)
CREATE (v)-[:REVISION_OF]->(r)
CREATE (v)-[:LOADED_BY {file: by.file, line: by.line}]->(load)
DELETE by
WITH r, v
OPTIONAL MATCH (r)-[stated]->(end)
WHERE NOT type(stated) IN ['OWNED_BY', 'RESOLVED_TO', 'SCORED']
WITH v, stated, type(stated) + ' ' + coalesce(end.key, end.id) AS text
ORDER BY text
WITH v, collect(stated) AS links, collect(text) AS texts
SET v.links = texts
FOREACH (link IN links | DELETE link)
