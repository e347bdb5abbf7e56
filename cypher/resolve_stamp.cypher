// purpose: What changes with every load, as far as it came, every decision, published model, handling statement, expunge and removal.
// parameters: none
// columns: loads, rows, withdrawn, complete, decisions, models, statements, tombstones, records
OPTIONAL MATCH (load:Load)
WITH count(load) AS loads, sum(load.rows) AS rows, sum(load.withdrawn) AS withdrawn,
     sum(CASE load.state WHEN 'complete' THEN 1 ELSE 0 END) AS complete
RETURN loads, rows, withdrawn, complete, COUNT { (:Decision) } AS decisions,
       COUNT { (:Model) } AS models, COUNT { (:HandlingStatement) } AS statements,
       COUNT { (:Tombstone) } AS tombstones, COUNT { (:Record) } AS records
