// purpose: Finish a load; a complete extract closes the rejects whose rows it no longer has.
// parameters: number
// columns: none
MATCH (load:Load {number: $number})
SET load.state = 'complete', load.finished_at = datetime()
WITH load
OPTIONAL MATCH (x:Reject {source: load.source, open: true})
WHERE load.complete AND NOT (x)-[:REJECTED_BY]->(load)
SET x.open = false
