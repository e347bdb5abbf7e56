// purpose: Note that a load has seen records that it does not change.
// parameters: keys, seen, source
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
WITH r, [i IN range(0, size(r.sources) - 1) WHERE r.sources[i] <> $source] AS others
SET r.seen = [i IN others | r.seen[i]] + $seen,
    r.sources = [i IN others | r.sources[i]] + $source
