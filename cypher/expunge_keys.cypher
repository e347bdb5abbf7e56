// purpose: Keys and seeds of every record.
// parameters: none
// columns: key, seed
MATCH (r:Record)
RETURN r.key AS key, r.seed AS seed
