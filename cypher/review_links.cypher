// purpose: The links of viewable records to viewable ones and to what is known by its own name, with the item at the other end as the viewer sees it.
// parameters: keys, types, profile, viewable
// columns: key, type, outgoing, end
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
WHERE r.audience IN $viewable AND r.current
  AND r.kind IN ['person', 'vehicle', 'location', 'incident', 'item']
MATCH (r)-[l]-(n)
WHERE type(l) IN $types
  AND (NOT n:Record OR (n.audience IN $viewable AND n.current AND NOT n:NarrativeRecord))
OPTIONAL MATCH (n)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
RETURN DISTINCT r.key AS key, type(l) AS type, startNode(l) = r AS outgoing,
       coalesce(e.id, n.key, n.id) AS end
