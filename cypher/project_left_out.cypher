// purpose: Say which profiles do not see entities; an entity that is not there yet comes to be.
// parameters: rows
// columns: none
UNWIND $rows AS row
MERGE (e:Entity {id: row.id, variant: ''})
SET e.not_for = row.not_for, e:Stale
