// purpose: Up to $limit records that a source no longer states; those that no other source states either are withdrawn.
// parameters: source, load, limit
// columns: missing, withdrawn
MATCH (r:Record {current: true})
WHERE any(i IN range(0, size(coalesce(r.sources, [])) - 1)
          WHERE r.sources[i] = $source AND NOT r.seen[i] STARTS WITH toString($load) + ':')
WITH r LIMIT $limit
WITH r, [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] <> $source] AS others
SET r.seen = [i IN others | r.seen[i]], r.sources = [i IN others | r.sources[i]]
WITH r, CASE WHEN r.sources = [] THEN [r] ELSE [] END AS gone
FOREACH (one IN gone | SET one.current = false, one:Waiting REMOVE one.projected)
WITH count(r) AS missing, sum(size(gone)) AS withdrawn
MATCH (load:Load {number: $load})
SET load.withdrawn = load.withdrawn + withdrawn
RETURN missing, withdrawn
