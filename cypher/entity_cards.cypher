// purpose: What entities are called and described by, as their viewable records say, equal statements together.
// parameters: ids, ended, profile, viewable
// columns: id, kind, said, records, agencies, keys, first, last
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record)
  WHERE r.audience IN $viewable AND r.current
  RETURN r.kind AS kind,
         CASE r.kind
           WHEN 'person' THEN
             r {.name_normal, .name_suffix, .monikers, .birth_date_date, .birth_date_year,
                .birth_date_placeholder, .age, .sex, .race, .identifications_kind,
                .identifications_jurisdiction, .identifications_number, .residence,
                cautioned: size(coalesce(r.cautions_raw, [])) > 0, warrant: EXISTS {
                  MATCH (r)-[:SUBJECT_OF]->(w:IncidentRecord)
                  WHERE w.category = 'warrant' AND w.audience IN $viewable AND w.current
                    AND NOT coalesce(w.status, '') IN $ended
                }}
           WHEN 'location' THEN
             r {.address_normal, .address_precision, .address_raw, .address_city, .address_state,
                .location_category}
           WHEN 'incident' THEN
             r {.category, .number_raw, .offense, .start_at, .start_precision, .status, .outcome}
           WHEN 'item' THEN
             r {.item_category, .serial_serial, .serial_raw, .make, .model, .calibre, .description,
                .status}
           ELSE r {.plate_plate, .plate_state, .vin_vin, .make, .model, .model_year, .color}
         END AS said,
         count(*) AS records, collect(DISTINCT r.agency) AS agencies, [min(r.key)] AS keys,
         toString(min(r.observed_at)) AS first, toString(max(r.observed_at)) AS last
}
RETURN id, kind, said, records, agencies, keys, first, last
