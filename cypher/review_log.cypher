// purpose: Decisions all of whose records may be viewed, newest first, by words in what was said or in whom they are about.
// parameters: words, before, limit, viewable
// columns: id, document, chain, kind, names
MATCH (d:Decision)
WHERE d.at < $before
  AND NOT EXISTS {
    MATCH (d)-[:ABOUT]->(named:Record)
    WHERE named.audience IS NULL OR NOT named.audience IN $viewable
  }
CALL (d) {
  MATCH (d)-[:ABOUT]->(r:Record)
  WHERE r.audience IN $viewable AND r.current
  WITH r ORDER BY r.key
  RETURN collect(DISTINCT coalesce(r.name_normal, r.plate_plate, r.address_normal,
                                   r.number_normal, r.serial_serial, r.key)) AS names,
         head(collect(r.kind)) AS kind
}
WITH d, names, kind
WHERE kind IS NOT NULL
  AND all(word IN $words WHERE toLower(d.reviewer) CONTAINS word OR toLower(d.reason) CONTAINS word
          OR d.id = word OR any(name IN names WHERE toLower(name) CONTAINS word))
WITH d, names, kind ORDER BY d.at DESC, d.id LIMIT $limit
RETURN d.id AS id, d.document AS document, kind, names[..4] AS names,
       COLLECT {
         MATCH (d)<-[:SUPERSEDES*0..]-(taken:Decision)
         OPTIONAL MATCH (taken)<-[:SUPERSEDES]-(by:Decision)
         WITH DISTINCT d, taken, by
         RETURN [taken = d, taken.id, by.id]
       } AS chain
