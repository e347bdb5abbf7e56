// purpose: Records of which the words are told, those of an entity that say the same together: marks, looks, offenses, things; a narrative stands for the incident that it narrates, and whoever may not view every party to that is not told of it; what is of no entity yet has no id.
// parameters: asked, most, profile, viewable
// columns: line, id, kind, keys, observed, said
UNWIND $asked AS q
CALL (q) {
  CALL db.index.fulltext.queryNodes('record_told', q.lucene) YIELD node AS r
  WHERE r.audience IN $viewable AND r.current
    AND NOT EXISTS {
      MATCH (r)-[:NARRATES]->(:Record)<-[:PART_OF*0..1]-(:Record)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(party:Record)
      WHERE NOT party.audience IN $viewable
    }
  WITH q, r ORDER BY r.key LIMIT $most
  OPTIONAL MATCH (r)-[:NARRATES]->(i:IncidentRecord)
  WHERE i.audience IN $viewable AND i.current
  WITH q, r, CASE WHEN r:NarrativeRecord THEN i ELSE r END AS of
  OPTIONAL MATCH (of)-[:RESOLVED_TO]->(e:Entity)
  WHERE (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  RETURN r, of.kind AS kind, e.id AS id,
         CASE r.kind
           WHEN 'person' THEN r {.features_raw, .features_kind, .features_location,
                                 .features_description}
           WHEN 'vehicle' THEN
             r {.kind, .color, .make, .model, .style, .model_year, .vin_manufacturer}
           WHEN 'incident' THEN r {.kind, .offense, .method}
           WHEN 'item' THEN r {.kind, .item_category, .make, .model, .calibre, .description}
           ELSE {phrase: toUpper(r.text) CONTAINS q.phrase}
         END AS said
}
RETURN q.line AS line, id, kind, collect(r.key) AS keys,
       toString(max(r.observed_at)) AS observed, said
