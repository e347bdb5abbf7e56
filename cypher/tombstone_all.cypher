// purpose: Every tombstone, by time.
// parameters: none
// columns: stone
MATCH (t:Tombstone)
RETURN properties(t) AS stone
ORDER BY t.at, t.seed
