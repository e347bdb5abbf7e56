// purpose: What resolution reads of some viewable records and, where that may be viewed, of those read with them.
// parameters: keys, types, viewable
// columns: key, kind, fields, links
UNWIND $keys AS asked
MATCH (r:Record {key: asked})
WHERE r.audience IN $viewable AND r.current
CALL (r) {
  RETURN r AS n
  UNION
  MATCH (r)-[:LIVES_AT|OCCURRED_AT]->(n:LocationRecord) RETURN n
  UNION
  MATCH (r)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|DRIVES|OWNS]-(n:PersonRecord)
  RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(i:IncidentRecord)
  WHERE i.audience IN $viewable AND i.current
  MATCH (i)-[:PART_OF*0..1]->(n:IncidentRecord) RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(i:IncidentRecord)
  WHERE i.audience IN $viewable AND i.current
  MATCH (i)-[:PART_OF*0..1]->(whole:IncidentRecord)-[:OCCURRED_AT]->(n:LocationRecord)
  WHERE whole.audience IN $viewable AND whole.current
  RETURN n
  UNION
  MATCH (r)-[:INVOLVED_IN]->(i:IncidentRecord)
  WHERE i.audience IN $viewable AND i.current
  MATCH (i)-[:PART_OF*0..1]->(whole:IncidentRecord)
  WHERE whole.audience IN $viewable AND whole.current
  MATCH (whole)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(n:PersonRecord)
  RETURN n
}
WITH DISTINCT n WHERE n.audience IN $viewable AND n.current
RETURN n.key AS key, n.kind AS kind,
       [(n)-[l]->(end:Record)
         WHERE type(l) IN $types AND end.audience IN $viewable AND end.current
         | [type(l), end.key]] AS links,
       CASE n.kind
         WHEN 'person' THEN
           n {.key, .audience, .name_given_name, .name_middle_name, .name_sur_name, .name_suffix,
              .aliases_given_name, .aliases_sur_name, .monikers, .birth_date_year,
              .birth_date_month, .birth_date_day, .birth_date_date, .birth_date_placeholder, .age,
              .observed_at, .sex, .identifications_kind, .identifications_number,
              .identifications_jurisdiction, .phones_e164, .phones_digits, .height_inches,
              .eye_color, .hair_color, .features_kind, .features_location, .features_description}
         WHEN 'location' THEN
           n {.key, .audience, .agency, .address_normal, .address_precision, .address_street_number,
              .address_street_number_high, .address_number_suffix, .address_predirectional,
              .address_street_name, .address_street_category, .address_postdirectional,
              .address_unit, .address_cross_street, .address_city, .address_state,
              .address_postal_code, .latitude, .longitude}
         WHEN 'incident' THEN
           n {.key, .audience, .agency, .category, .number_normal, .cross_numbers_normal,
              .cross_numbers_agency, .start_at, .start_precision, .observed_at,
              .observed_precision, .offense, .offense_codes}
         WHEN 'item' THEN
           n {.key, .audience, .agency, .category, .make, .model, .item_category, .serial_serial,
              .serial_obliterated, .calibre}
         ELSE
           n {.key, .audience, .agency, .category, .observed_at, .observed_precision, .plate_plate,
              .plate_state, .plate_folded, .vin_vin, .vin_valid, .make, .model, .model_year,
              .color}
       END AS fields
