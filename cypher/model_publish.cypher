// purpose: Publish a model as the next version; it is in force from then on.
// parameters: version, document, records, at
// columns: number
OPTIONAL MATCH (before:Model)
WITH coalesce(max(before.number), 0) + 1 AS number
CREATE (m:Model {version: $version, number: number, published: $at, records: $records,
                 document: $document})
RETURN m.number AS number
