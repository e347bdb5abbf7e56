// purpose: Every published model.
// parameters: none
// columns: number, document
MATCH (m:Model)
RETURN m.number AS number, m.document AS document
ORDER BY number
