// purpose: Offenses, charges, dispositions and narratives of an incident, or the charges of a person, most recent first.
// parameters: id, limit, profile, viewable
// columns: key, kind, agency, observed, precision, said, of, person, total
MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
  AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
MATCH (e)<-[:RESOLVED_TO]-(r:Record)
WHERE r.audience IN $viewable AND r.current
CALL (r) {
  MATCH (r)<-[:CHARGED_IN|COMMITTED_IN]-(p:Record)
  RETURN p
  UNION
  MATCH (r)-[:CHARGED_WITH]->(p:Record)
  RETURN p
  UNION
  MATCH (r)<-[:NARRATES]-(p:Record)
  WHERE NOT EXISTS {
    MATCH (p)-[:NARRATES]->(:Record)<-[:PART_OF*0..1]-(:Record)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(party:Record)
    WHERE NOT party.audience IN $viewable
  }
  RETURN p
}
WITH DISTINCT p WHERE p.audience IN $viewable AND p.current
CALL (p) {
  RETURN p AS paper, '' AS of
  UNION
  MATCH (p)<-[:DISPOSES_OF]-(paper:Record) RETURN paper, p.key AS of
}
WITH paper, of WHERE paper.audience IN $viewable AND paper.current
WITH DISTINCT paper, of
ORDER BY paper.observed_at IS NULL, paper.observed_at DESC, paper.key, of
WITH collect({paper: paper, of: of}) AS found
UNWIND found[..$limit] AS one
WITH one.paper AS paper, one.of AS of, size(found) AS total
OPTIONAL MATCH (paper)<-[:CHARGED_WITH]-(charged:PersonRecord)
WHERE charged.audience IN $viewable AND charged.current
OPTIONAL MATCH (charged)-[:RESOLVED_TO]->(who:Entity)
WHERE (who.only_for IS NULL OR $profile IN who.only_for)
  AND NOT $profile IN coalesce(who.not_for, []) AND NOT who:Withheld
WITH paper, of, total, who, charged ORDER BY charged.key
WITH paper, of, total, collect(who.id) AS people
RETURN paper.key AS key, paper.kind AS kind, paper.agency AS agency,
       paper.observed_at AS observed, paper.observed_precision AS precision,
       paper {.code, .attempted, .weapons, .statute, .description, .severity, .disposition,
              .convicted, .text} AS said, of, people[0] AS person, total
ORDER BY observed IS NULL, observed DESC, key, of
