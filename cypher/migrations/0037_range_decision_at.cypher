// Finds the latest decisions without reading all.
CREATE RANGE INDEX decision_at IF NOT EXISTS
FOR (n:Decision) ON (n.at)
