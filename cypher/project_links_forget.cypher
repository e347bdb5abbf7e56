// purpose: Delete the derived links of stale entities before they are derived again.
// parameters: ids
// columns: none
UNWIND $ids AS id
MATCH (e:Entity {id: id[0], variant: id[1]})-[d]-()
USING INDEX SEEK e:Entity(id, variant)
WHERE d.derived
DELETE d
