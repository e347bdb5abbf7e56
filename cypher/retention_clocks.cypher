// purpose: The clocks of intelligence records.
// parameters: keys
// columns: key, entered, expires_at
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
WHERE r.expires_at IS NOT NULL
RETURN r.key AS key, r.entered AS entered, r.expires_at AS expires_at
