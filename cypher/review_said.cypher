// purpose: What each of some viewable records says, and where it came from.
// parameters: keys, viewable
// columns: key, kind, said, agency, agency_name, observed, precision, category, handling, file, line, load, loaded_at, revision
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
USING INDEX SEEK r:Record(key)
WHERE r.audience IN $viewable AND r.current
  AND r.kind IN ['person', 'vehicle', 'location', 'incident', 'item']
MATCH (r)-[by:LOADED_BY]->(load:Load), (r)-[:OWNED_BY]->(a:Agency)
RETURN r.key AS key, r.kind AS kind,
       CASE r.kind
         WHEN 'person' THEN
           r {.category, .name_normal, .name_suffix, .aliases_normal, .monikers,
              .birth_date_date, .birth_date_year, .birth_date_raw, .birth_date_placeholder,
              .age, .sex, .height_inches,
              .weight_pounds, .eye_color, .hair_color, .features_raw, .identifications_kind,
              .identifications_jurisdiction, .identifications_number, .identifications_raw,
              .phones_e164, .phones_digits, .cautions_raw, .residence}
         WHEN 'location' THEN
           r {.category, .address_normal, .address_precision, .address_raw, .address_city,
              .address_state, .address_postal_code, .location_category}
         WHEN 'incident' THEN
           r {.category, .number_normal, .number_raw, .number_agency, .cross_numbers_raw,
              .cross_numbers_agency, .offense, .offense_codes, .start_at, .start_precision,
              .status, .outcome, .method, .attributes}
         WHEN 'item' THEN
           r {.category, .item_category, .serial_serial, .serial_raw, .make, .model, .calibre,
              .description, .status}
         ELSE
           r {.category, .plate_plate, .plate_state, .plate_raw, .vin_vin, .vin_valid, .make,
              .model, .model_year, .style, .color, .reader}
       END AS said,
       r.agency AS agency, a.name AS agency_name, r.observed_at AS observed,
       r.observed_precision AS precision, r.category AS category,
       coalesce(r.handling, []) AS handling, by.file AS file, by.line AS line,
       load.number AS load, toString(load.started_at) AS loaded_at, r.revision AS revision
