// purpose: What was applied to this database.
// parameters: none
// columns: name, checksum
MATCH (m:Migration)
RETURN m.name AS name, m.checksum AS checksum
ORDER BY name
