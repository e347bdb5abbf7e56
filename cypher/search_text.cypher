// purpose: Records whose words match. How well is judged afterwards on their values, never by the index's score.
// parameters: lucene, most, profile, viewable
// columns: id, kind, key, observed, said
CALL db.index.fulltext.queryNodes('record_text', $lucene) YIELD node AS r
WHERE r.audience IN $viewable AND r.current
MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
WITH r, e ORDER BY r.key LIMIT $most
RETURN e.id AS id, r.kind AS kind, r.key AS key, toString(r.observed_at) AS observed,
       r {.name_normal, .aliases_normal, .monikers, .birth_date_date, .identifications_number,
          .identifications_kind, .plate_plate, .plate_state, .vin_vin, .address_normal,
          .address_raw, .number_normal, .cross_numbers_normal, .serial_serial} AS said
