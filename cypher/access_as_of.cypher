// purpose: When the latest finished load finished, or its input came again.
// parameters: none
// columns: as_of
MATCH (load:Load {state: 'complete'})
RETURN toString(max(coalesce(load.repeated_at, load.finished_at))) AS as_of
