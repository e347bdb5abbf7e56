// purpose: The log of decisions, in the order in which they were made.
// parameters: none
// columns: document
MATCH (d:Decision)
RETURN d.document AS document
ORDER BY d.at, d.id
