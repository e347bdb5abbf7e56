// purpose: Current records by kind.
// parameters: none
// columns: name, count
MATCH (r:Record)
WHERE r.current
RETURN r.kind AS name, count(*) AS count
ORDER BY name
