// purpose: When the latest finished load finished.
// parameters: none
// columns: as_of
MATCH (load:Load {state: 'complete'})
RETURN toString(max(load.finished_at)) AS as_of
