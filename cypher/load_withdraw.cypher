// purpose: Withdraw up to $limit records of a source that its complete extract no longer has.
// parameters: source, load, limit
// columns: withdrawn
MATCH (r:Record {source: $source, current: true})
WHERE NOT r.seen STARTS WITH toString($load) + ':'
WITH r LIMIT $limit
SET r.current = false
REMOVE r.projected
WITH count(r) AS withdrawn
MATCH (load:Load {number: $load})
SET load.withdrawn = load.withdrawn + withdrawn
RETURN withdrawn
