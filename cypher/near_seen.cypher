// purpose: Of the entities in which these records stand, those that only some profiles see, with their records, and those that some do not see.
// parameters: keys
// columns: id, variant, kind, only_for, not_for, keys
UNWIND $keys AS asked
MATCH (r:Record {key: asked})-[:RESOLVED_TO]->(e:Entity)
USING INDEX SEEK r:Record(key)
WITH DISTINCT e
WHERE e.variant <> '' OR e.not_for IS NOT NULL
RETURN e.id AS id, e.variant AS variant,
       toLower([label IN labels(e) WHERE NOT label IN ['Entity', 'Stale', 'Withheld']][0]) AS kind,
       coalesce(e.only_for, []) AS only_for, coalesce(e.not_for, []) AS not_for,
       CASE WHEN e.variant = '' THEN [] ELSE [(e)<-[:RESOLVED_TO]-(r:Record) | r.key] END AS keys
