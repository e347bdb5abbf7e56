// purpose: What else is written under the numbers of records.
// parameters: starts, keys
// columns: key
UNWIND $starts AS start
MATCH (r:Record)
WHERE r.key STARTS WITH start AND NOT r.key IN $keys AND NOT r:Expunging
RETURN DISTINCT r.key AS key
ORDER BY key
