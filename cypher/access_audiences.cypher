// purpose: The audiences that records have: one index look-up for each that is possible.
// parameters: suffixes
// columns: audience
MATCH (a:Agency)
UNWIND $suffixes AS suffix
WITH a.code + suffix AS audience
WHERE EXISTS { MATCH (r:Record {audience: audience}) }
RETURN audience
ORDER BY audience
