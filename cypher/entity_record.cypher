// purpose: One viewable record whole, with where it came from.
// parameters: key, viewable
// columns: said, agency_name, file, line, load, loaded_at, source
MATCH (r:Record {key: $key})
WHERE r.audience IN $viewable AND r.current
  AND NOT EXISTS {
    MATCH (r)-[:NARRATES]->(:Record)<-[:PART_OF*0..1]-(:Record)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(party:Record)
    WHERE NOT party.audience IN $viewable
  }
MATCH (r)-[by:LOADED_BY]->(load:Load), (r)-[:OWNED_BY]->(a:Agency)
RETURN properties(r) AS said, a.name AS agency_name, by.file AS file, by.line AS line,
       load.number AS load, toString(load.started_at) AS loaded_at, load.title AS source
