// A record names every source that states it, no longer only the latest, and where each last did.
MATCH (n:Record|Revision) WHERE n.source IS NOT NULL
CALL (n) { SET n.sources = [n.source], n.seen = [coalesce(n.seen, '')] REMOVE n.source } IN TRANSACTIONS OF 5000 ROWS
