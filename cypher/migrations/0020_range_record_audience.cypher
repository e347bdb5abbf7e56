// Finds which audiences there are.
CREATE RANGE INDEX record_audience IF NOT EXISTS
FOR (n:Record) ON (n.audience)
