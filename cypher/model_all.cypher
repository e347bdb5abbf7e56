// purpose: Every published model, the newest first.
// parameters: none
// columns: number, version, published, records
MATCH (m:Model)
RETURN m.number AS number, m.version AS version, toString(m.published) AS published,
       m.records AS records
ORDER BY number DESC
