// purpose: What changes with every load, decision and published model.
// parameters: none
// columns: loads, decisions, models
RETURN COUNT { (:Load) } AS loads, COUNT { (:Decision) } AS decisions, COUNT { (:Model) } AS models
