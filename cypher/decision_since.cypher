// purpose: Decisions made since a moment, in the order in which they were made.
// parameters: since
// columns: document
MATCH (d:Decision)
WHERE d.at >= $since
RETURN d.document AS document
ORDER BY d.at, d.id
