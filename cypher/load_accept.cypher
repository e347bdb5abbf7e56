// purpose: Close the rejects that corrected rows answer, and keep the corrected values: they stand in wherever the row comes again. A closed reject that is corrected once more has the new values instead.
// parameters: rows, load
// columns: none
UNWIND $rows AS row
MATCH (x:Reject {id: row.id})
USING INDEX SEEK x:Reject(id)
WITH x, row, CASE WHEN x.open OR x.corrected_by = $load THEN coalesce(x.corrections, []) ELSE [] END AS kept
SET x.corrections = kept + [text IN row.values WHERE NOT text IN kept],
    x.corrected_by = $load,
    x.open = EXISTS { (x)-[:REJECTED_BY]->(:Load {number: $load}) }
