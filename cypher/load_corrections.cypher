// purpose: The corrected values that stand in for a source's refused rows.
// parameters: source
// columns: id, values
MATCH (x:Reject {source: $source})
WHERE x.corrections IS NOT NULL
RETURN x.id AS id, x.corrections AS values
