// purpose: Links as current records state them, by type.
// parameters: types
// columns: name, count
MATCH (r:Record)-[l]->()
WHERE r.current AND type(l) IN $types
RETURN type(l) AS name, count(*) AS count
ORDER BY name
