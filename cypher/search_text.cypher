// purpose: Records whose names and numbers have the words of what is asked, those of an entity that say the same together. How well is judged afterwards on their values, never by the index's score; records of no entity yet have no id.
// parameters: asked, most, profile, viewable
// columns: line, id, kind, keys, observed, said
UNWIND $asked AS q
CALL (q) {
  CALL db.index.fulltext.queryNodes('record_text', q.lucene) YIELD node AS r
  WHERE r.audience IN $viewable AND r.current
  WITH q, r ORDER BY r.key LIMIT $most
  OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity)
  WHERE (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  RETURN r, e.id AS id,
         CASE r.kind
           WHEN 'person' THEN
             r {.name_normal, .aliases_normal, .monikers,
                birth_date_date: CASE WHEN q.dated THEN toString(r.birth_date_date) END,
                identifications_number: CASE WHEN q.numbered THEN r.identifications_number END,
                identifications_kind: CASE WHEN q.numbered THEN r.identifications_kind END}
           WHEN 'location' THEN r {.address_normal, .address_raw}
           WHEN 'incident' THEN r {.number_normal, .cross_numbers_normal}
           WHEN 'item' THEN r {.serial_serial}
           ELSE r {.plate_plate, .plate_state, .vin_vin}
         END AS said
}
RETURN q.line AS line, id, r.kind AS kind, collect(r.key) AS keys,
       toString(max(r.observed_at)) AS observed, said
