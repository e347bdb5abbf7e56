// purpose: Give records and their revisions the handling that counts now; a record whose audience changes waits for resolution, and its entities are withheld until then.
// parameters: rows, kinds
// columns: none
UNWIND $rows AS row
MATCH (n)
WHERE elementId(n) = row.node
WITH n, row, n:Record AND n.audience <> row.audience AS changed
SET n.handling = row.handling, n.audience = row.audience, n.own_handling = row.own,
    n.stated_handling = row.stated
WITH n, changed
WHERE changed AND n.kind IN $kinds
FOREACH (one IN CASE WHEN n.current THEN [n] ELSE [] END | SET one:Waiting REMOVE one.projected)
WITH n
MATCH (n)-[:RESOLVED_TO]->(e:Entity)
SET e:Withheld
