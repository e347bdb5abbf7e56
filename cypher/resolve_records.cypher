// purpose: What resolution reads of records, with the links that they state; a withdrawn one has no kind.
// parameters: keys, types
// columns: key, kind, seed, digest, first_load, first_row, fields, links
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
RETURN r.key AS key, CASE WHEN r.current THEN r.kind END AS kind, r.seed AS seed, r.digest AS digest,
       r.first_load AS first_load, r.first_row AS first_row,
       [(r)-[l]->(end:Record) WHERE type(l) IN $types | [type(l), end.key]] AS links,
       CASE r.kind
         WHEN 'person' THEN
           r {.key, .audience, .name_given_name, .name_middle_name, .name_sur_name, .name_suffix,
              .aliases_given_name, .aliases_sur_name, .monikers, .birth_date_year,
              .birth_date_month, .birth_date_day, .birth_date_date, .birth_date_placeholder, .age,
              .observed_at, .sex, .identifications_kind, .identifications_number,
              .identifications_jurisdiction, .phones_e164, .phones_digits, .height_inches,
              .eye_color, .hair_color, .features_kind, .features_location, .features_description}
         WHEN 'location' THEN
           r {.key, .audience, .agency, .address_normal, .address_precision, .address_street_number,
              .address_street_number_high, .address_number_suffix, .address_predirectional,
              .address_street_name, .address_street_category, .address_postdirectional,
              .address_unit, .address_cross_street, .address_city, .address_state,
              .address_postal_code, .latitude, .longitude}
         WHEN 'incident' THEN
           r {.key, .audience, .agency, .category, .number_normal, .cross_numbers_normal,
              .cross_numbers_agency, .start_at, .start_precision, .observed_at,
              .observed_precision, .offense, .offense_codes}
         WHEN 'item' THEN
           r {.key, .audience, .agency, .category, .make, .model, .item_category, .serial_serial,
              .serial_obliterated, .calibre}
         ELSE
           r {.key, .audience, .agency, .category, .observed_at, .observed_precision, .plate_plate,
              .plate_state, .plate_folded, .vin_vin, .vin_valid, .make, .model, .model_year,
              .color}
       END AS fields
