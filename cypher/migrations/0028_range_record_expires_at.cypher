// Finds the intelligence that has expired, or is due for validation.
CREATE RANGE INDEX record_expires_at IF NOT EXISTS
FOR (n:Record) ON (n.expires_at)
