// purpose: The published model by which persons are compared, for whoever may view any record.
// parameters: viewable
// columns: document
MATCH (m:Model)
WHERE size($viewable) > 0
RETURN m.document AS document
ORDER BY m.number DESC LIMIT 1
