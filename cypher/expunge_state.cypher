// purpose: Move tombstones on: begun, removed, done.
// parameters: seeds, state
// columns: none
UNWIND $seeds AS seed
MATCH (t:Tombstone {seed: seed})
SET t.state = $state
