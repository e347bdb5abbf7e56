// purpose: Expunges that were begun and not finished, with the record where it is still there.
// parameters: none
// columns: seed, state, key
MATCH (t:Tombstone)
WHERE t.state IN ['begun', 'removed']
OPTIONAL MATCH (r:Record {seed: t.seed})
RETURN t.seed AS seed, t.state AS state, r.key AS key
ORDER BY seed
