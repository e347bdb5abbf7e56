// purpose: Say that entities are up to date.
// parameters: ids
// columns: none
UNWIND $ids AS id
MATCH (e:Entity {id: id[0], variant: id[1]})
USING INDEX SEEK e:Entity(id, variant)
REMOVE e:Stale:Withheld
