// purpose: Ids of the entities whose derived data is out of date.
// parameters: none
// columns: id
MATCH (e:Stale)
RETURN e.id AS id
ORDER BY id
