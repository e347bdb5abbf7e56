// purpose: Whether records wait for resolution.
// parameters: none
// columns: pending
RETURN EXISTS { MATCH (:Waiting) } OR EXISTS { MATCH (:Stale) } AS pending
