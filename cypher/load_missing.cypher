// purpose: How many current records a source stated before and does not state in this load.
// parameters: source, load
// columns: missing
MATCH (r:Record {current: true})
WHERE any(i IN range(0, size(coalesce(r.sources, [])) - 1)
          WHERE r.sources[i] = $source AND NOT r.seen[i] STARTS WITH toString($load) + ':')
RETURN count(r) AS missing
