// Finds the record whose seed was once an entity's id.
CREATE RANGE INDEX record_seed IF NOT EXISTS
FOR (n:Record) ON (n.seed)
