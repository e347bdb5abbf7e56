// A record names every source that states it, no longer only the latest.
MATCH (n:Record|Revision) WHERE n.source IS NOT NULL
CALL (n) { SET n.sources = [n.source] REMOVE n.source } IN TRANSACTIONS OF 5000 ROWS
