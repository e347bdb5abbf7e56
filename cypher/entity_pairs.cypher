// purpose: The weights between these viewable records, each standing for all records that say the same.
// parameters: keys, viewable
// columns: start, end, weight
UNWIND $keys AS key
MATCH (r:Record {key: key})
WHERE r.audience IN $viewable AND r.current
OPTIONAL MATCH (before:Record)-[:SCORED {use: 'folded'}]->(r)
WITH key, coalesce(before, r) AS first
WITH collect(first) AS firsts, collect({first: first, key: key}) AS named
UNWIND named AS one
WITH firsts, named, one, one.first AS left
MATCH (left)-[s:SCORED {use: 'weighed'}]->(right:Record)
WHERE s.weight > 0 AND right IN firsts
WITH one, s, [n IN named WHERE n.first = right | n.key][0] AS other
RETURN one.key AS start, other AS end, s.weight AS weight
ORDER BY weight DESC, start, end
