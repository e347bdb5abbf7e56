// purpose: Finish a load, and close the rejects of its files that did not come again.
// parameters: number
// columns: none
MATCH (load:Load {number: $number})
SET load.state = 'complete', load.finished_at = datetime()
WITH load
OPTIONAL MATCH (x:Reject {source: load.source, open: true})
WHERE NOT load.corrections AND x.file IN load.files AND NOT (x)-[:REJECTED_BY]->(load)
SET x.open = false
