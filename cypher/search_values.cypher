// purpose: Records that hold a value in one of its exact normal forms; an absent value finds nothing.
// parameters: folded, plate_start, vin, number, address, birth_date, serial, most, profile, viewable
// columns: id, kind, key, observed, said
CALL () {
  MATCH (r:VehicleRecord) WHERE r.plate_folded = $folded RETURN r
  UNION
  MATCH (r:PlateReadRecord) WHERE r.plate_folded = $folded RETURN r
  UNION
  MATCH (r:VehicleRecord) WHERE r.plate_plate STARTS WITH $plate_start RETURN r
  UNION
  MATCH (r:PlateReadRecord) WHERE r.plate_plate STARTS WITH $plate_start RETURN r
  UNION
  MATCH (r:VehicleRecord) WHERE r.vin_vin = $vin RETURN r
  UNION
  MATCH (r:IncidentRecord) WHERE r.number_normal = $number RETURN r
  UNION
  MATCH (r:LocationRecord) WHERE r.address_normal = $address RETURN r
  UNION
  MATCH (r:PersonRecord) WHERE r.birth_date_date = $birth_date RETURN r
  UNION
  MATCH (r:ItemRecord) WHERE r.serial_serial = $serial RETURN r
}
WITH r WHERE r.audience IN $viewable AND r.current
MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
WITH r, e ORDER BY r.key LIMIT $most
RETURN e.id AS id, r.kind AS kind, r.key AS key, toString(r.observed_at) AS observed,
       r {.name_normal, .aliases_normal, .monikers, .birth_date_date, .identifications_number,
          .identifications_kind, .plate_plate, .plate_state, .vin_vin, .address_normal,
          .address_raw, .number_normal, .cross_numbers_normal, .serial_serial} AS said
