// purpose: Close a source's open rejects without an answer; a row that comes again opens its own.
// parameters: source
// columns: rows
MATCH (x:Reject {source: $source, open: true})
SET x.open = false, x.dismissed_at = datetime()
RETURN coalesce(sum(x.rows), 0) AS rows
