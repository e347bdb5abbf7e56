// purpose: Phones and e-mail addresses by id, with the entities of the records that state them.
// parameters: ids, profile, viewable
// columns: id, users
UNWIND $ids AS id
MATCH (f:Reference {id: id})<-[]-(r:Record)
WHERE r.audience IN $viewable AND r.current
OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
RETURN f.id AS id, collect(DISTINCT {id: e.id, kind: r.kind, key: r.key}) AS users
