// purpose: Ids of the entities whose derived data is out of date.
// parameters: none
// columns: id, variant
MATCH (e:Stale)
RETURN e.id AS id, e.variant AS variant
ORDER BY id, variant
