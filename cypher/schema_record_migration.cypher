// purpose: Remember that a migration was applied.
// parameters: name, checksum
// columns: none
MERGE (m:Migration {name: $name})
ON CREATE SET m.checksum = $checksum, m.applied_at = datetime()
