// purpose: Allow records to be loaded again, also from a file that was loaded last.
// parameters: seeds, at, by, reason, authority
// columns: none
UNWIND $seeds AS seed
MATCH (t:Tombstone {seed: seed})
SET t.state = 'released', t.released_at = $at, t.released_by = $by, t.release_reason = $reason,
    t.release_authority = $authority
WITH t
MATCH (load:Load)
WHERE load.source IN t.sources
SET load.input = ''
