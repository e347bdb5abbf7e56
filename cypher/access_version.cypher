// purpose: What is another after every finished load, decision and published model.
// parameters: none
// columns: as_of, decisions, models
OPTIONAL MATCH (load:Load {state: 'complete'})
WITH toString(max(coalesce(load.repeated_at, load.finished_at))) AS as_of
RETURN as_of, COUNT { (:Decision) } AS decisions, COUNT { (:Model) } AS models
