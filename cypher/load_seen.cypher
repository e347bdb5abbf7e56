// purpose: Note that a load has seen records that it does not change.
// parameters: keys, seen, source
// columns: none
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX r:Record(key)
SET r.seen = $seen,
    r.sources = CASE WHEN $source IN r.sources THEN r.sources ELSE r.sources + $source END
