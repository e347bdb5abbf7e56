// purpose: Up to $limit records that a source no longer states; those that no other source states either are withdrawn.
// parameters: source, load, limit
// columns: missing, withdrawn
MATCH (r:Record {current: true})
WHERE $source IN r.sources AND NOT r.seen STARTS WITH toString($load) + ':'
WITH r LIMIT $limit
SET r.sources = [source IN r.sources WHERE source <> $source]
WITH r, CASE WHEN r.sources = [] THEN [r] ELSE [] END AS gone
FOREACH (one IN gone | SET one.current = false REMOVE one.projected)
WITH count(r) AS missing, sum(size(gone)) AS withdrawn
MATCH (load:Load {number: $load})
SET load.withdrawn = load.withdrawn + withdrawn
RETURN missing, withdrawn
