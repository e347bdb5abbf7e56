// purpose: One viewable record whole, with where it came from.
// parameters: key, viewable
// columns: said, agency_name, file, line, load, loaded_at, source
MATCH (r:Record {key: $key})
WHERE r.audience IN $viewable AND r.current
MATCH (r)-[by:LOADED_BY]->(load:Load), (r)-[:OWNED_BY]->(a:Agency)
RETURN properties(r) AS said, a.name AS agency_name, by.file AS file, by.line AS line,
       load.number AS load, toString(load.started_at) AS loaded_at, load.title AS source
