// purpose: Lock the one node that whoever loads or resolves holds.
// parameters: none
// columns: none
MERGE (turn:Turn {name: 'load or resolve'})
SET turn.name = turn.name
