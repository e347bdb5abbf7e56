// purpose: What is held under the keys that a batch states.
// parameters: keys
// columns: key, digest, revision, seed, first_load, first_row, seen, current, sources, stated_handling, entered, validated
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
WHERE r.digest IS NOT NULL
RETURN r.key AS key, r.digest AS digest, r.revision AS revision, r.seed AS seed,
       r.first_load AS first_load, r.first_row AS first_row, r.seen AS seen, r.current AS current,
       r.sources AS sources, coalesce(r.stated_handling, []) AS stated_handling,
       r.entered AS entered, r.validated_at AS validated
