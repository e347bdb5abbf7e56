// purpose: What resolution needs of every current record of the kinds that resolve, and where it stands now.
// parameters: kinds
// columns: key, kind, seed, first_load, first_row, entity, projected, fields
MATCH (r:Record)
WHERE r.kind IN $kinds AND r.current
OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity {variant: ''})
RETURN r.key AS key, r.kind AS kind, r.seed AS seed, r.first_load AS first_load,
       r.first_row AS first_row, e.id AS entity, coalesce(r.projected = r.digest, false) AS projected,
       r {.key, .agency, .category, .name_sur_name, .identifications_kind, .identifications_number,
          .identifications_jurisdiction, .plate_plate, .plate_state, .vin_vin, .vin_valid,
          .address_normal, .address_precision, .address_postdirectional, .address_city,
          .address_state, .address_postal_code, .number_normal, .serial_serial,
          .serial_obliterated, .make, .model} AS fields
