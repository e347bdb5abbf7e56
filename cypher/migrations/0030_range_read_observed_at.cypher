// Finds the plate reads that are older than their agency keeps them.
CREATE RANGE INDEX read_observed_at IF NOT EXISTS
FOR (n:PlateReadRecord) ON (n.observed_at)
