// purpose: All that the viewable records of entities say, equal statements together, with the keys of some.
// parameters: ids, keys, ended, profile, viewable
// columns: id, kind, said, records, agencies, keys, first, last
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record)
  WHERE r.audience IN $viewable AND r.current
  WITH r, CASE WHEN r:PersonRecord THEN EXISTS {
    MATCH (r)-[:SUBJECT_OF]->(w:IncidentRecord)
    WHERE w.category = 'warrant' AND w.audience IN $viewable AND w.current
      AND NOT coalesce(w.status, '') IN $ended
  } END AS warrant
  RETURN r.kind AS kind,
         CASE r.kind
           WHEN 'person' THEN
             r {.category, .name_normal, .name_suffix, .aliases_normal, .monikers,
                .birth_date_date, .birth_date_year, .birth_date_raw, .birth_date_placeholder,
                .age, .sex, .race, .ethnicity, .height_inches,
                .weight_pounds, .eye_color, .hair_color, .features_raw, .identifications_kind,
                .identifications_jurisdiction, .identifications_number, .identifications_raw,
                .phones_e164, .phones_digits, .cautions_raw, .cautions_code, .residence,
                cautioned: size(coalesce(r.cautions_raw, [])) > 0, warrant: warrant}
           WHEN 'location' THEN
             r {.category, .address_normal, .address_precision, .address_raw, .address_city,
                .address_state, .address_postal_code, .location_category}
           WHEN 'incident' THEN
             r {.category, .number_normal, .number_raw, .number_agency, .cross_numbers_raw,
                .cross_numbers_agency, .offense, .offense_codes, .start_at, .start_precision, .status,
                .outcome, .method, .attributes}
           WHEN 'item' THEN
             r {.category, .item_category, .serial_serial, .serial_raw, .make, .model, .calibre,
                .description, .status}
           ELSE
             r {.category, .plate_plate, .plate_state, .plate_raw, .vin_vin, .vin_valid, .make,
                .model, .model_year, .style, .color, .reader}
         END AS said,
         count(*) AS records, collect(DISTINCT r.agency) AS agencies,
         collect(r.key)[..$keys] AS keys,
         toString(min(r.observed_at)) AS first, toString(max(r.observed_at)) AS last
}
RETURN id, kind, said, records, agencies, keys, first, last
