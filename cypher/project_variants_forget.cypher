// purpose: Delete entities that only some profiles saw.
// parameters: names
// columns: none
UNWIND $names AS name
MATCH (e:Entity {id: name[0], variant: name[1]})
USING INDEX SEEK e:Entity(id, variant)
DETACH DELETE e
