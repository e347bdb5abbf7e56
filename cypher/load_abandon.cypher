// purpose: Say that an interrupted load was not gone on with: another file took its place.
// parameters: number
// columns: none
MATCH (load:Load {number: $number, state: 'running'})
SET load.state = 'abandoned'
