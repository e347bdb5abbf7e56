// purpose: Note that the input of a source's latest load came again, unchanged.
// parameters: number
// columns: none
MATCH (load:Load {number: $number})
SET load.repeated_at = datetime()
