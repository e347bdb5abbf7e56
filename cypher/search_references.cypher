// purpose: Phones and e-mail addresses by id, or phones by their last digits, with the entities of the records that state them.
// parameters: asked, most, profile, viewable
// columns: line, id, users
UNWIND $asked AS q
CALL (q) {
  CALL (q) {
    UNWIND q.ids AS id
    MATCH (f:Reference {id: id}) RETURN f
    UNION
    MATCH (f:Phone) WHERE f.value ENDS WITH q.phone_end RETURN f
  }
  MATCH (f)<-[]-(r:Record)
  WHERE r.audience IN $viewable AND r.current
  OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity)
  WHERE (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  RETURN f, collect(DISTINCT {id: e.id, kind: r.kind, key: r.key}) AS users
  ORDER BY f.id LIMIT $most
}
RETURN q.line AS line, f.id AS id, users
