// purpose: The published model in force.
// parameters: none
// columns: version, number, published, document
MATCH (m:Model)
RETURN m.version AS version, m.number AS number, toString(m.published) AS published,
       m.document AS document
ORDER BY m.number DESC LIMIT 1
