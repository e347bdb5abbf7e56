// purpose: Intelligence whose clock runs out by a moment.
// parameters: until
// columns: key, agency, category, expires_at
MATCH (r:Record)
WHERE r.expires_at <= $until
RETURN r.key AS key, r.agency AS agency, r.category AS category, r.expires_at AS expires_at
ORDER BY expires_at, key
