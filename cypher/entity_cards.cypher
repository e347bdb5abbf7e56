// purpose: What the viewable records of entities say, equal statements together.
// parameters: ids, keys, profile, viewable
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
         r {.category, .name_normal, .aliases_normal, .monikers, .birth_date_date,
            .birth_date_year, .birth_date_raw, .age, .sex, .race, .ethnicity, .height_inches,
            .weight_pounds, .eye_color, .hair_color, .features_raw, .identifications_kind,
            .identifications_jurisdiction, .identifications_number, .identifications_raw,
            .phones_e164, .phones_digits, .cautions_raw, .cautions_code, .residence,
            .plate_plate, .plate_state, .plate_raw, .vin_vin, .vin_valid, .make, .model,
            .model_year, .style, .color, .reader, .address_normal, .address_precision,
            .address_raw, .address_city, .address_state, .address_postal_code,
            .location_category, .number_normal, .number_raw, .number_agency,
            .cross_numbers_raw, .cross_numbers_agency, .offense, .offense_codes, .start_at,
            .status, .outcome, .method, .attributes, .item_category, .serial_serial, .serial_raw,
            .calibre, .description} AS said,
         count(*) AS records, collect(DISTINCT r.agency) AS agencies,
         collect(r.key)[..$keys] AS keys,
         min(r.observed_at) AS first, max(r.observed_at) AS last
}
RETURN id, kind, said, records, agencies, keys, first, last
