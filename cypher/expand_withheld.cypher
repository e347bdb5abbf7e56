// purpose: Records that are tied to the viewable ones of an entity, of which only their being there may be told.
// parameters: id, masked, profile, types, viewable
// columns: type, outgoing, kind, agency, records, held
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
MATCH (r)-[l]-(m:Record)
WHERE type(l) IN $types AND m.audience IN $masked AND m.current
  AND NOT EXISTS {
    MATCH (m)-[:NARRATES]->(:Record)<-[:PART_OF*0..1]-(:Record)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(party:Record)
    WHERE NOT party.audience IN $viewable
  }
RETURN type(l) AS type, startNode(l) = r AS outgoing, m.kind AS kind, m.agency AS agency,
       count(DISTINCT m) AS records,
       collect(DISTINCT m.key)[..200] AS held
ORDER BY type, outgoing, kind, agency
