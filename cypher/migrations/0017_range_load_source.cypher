// Finds a source's loads.
CREATE RANGE INDEX load_source IF NOT EXISTS
FOR (n:Load) ON (n.source)
