// purpose: Close the rejects that corrected rows answer, and keep the corrected values: they stand in wherever the row comes again.
// parameters: rows, load
// columns: none
UNWIND $rows AS row
MATCH (x:Reject {id: row.id})
USING INDEX x:Reject(id)
SET x.corrections = CASE WHEN x.corrected_by = $load THEN x.corrections + row.values ELSE row.values END,
    x.corrected_by = $load,
    x.open = EXISTS { (x)-[:REJECTED_BY]->(:Load {number: $load}) }
