// purpose: Records that hold a value in one of its exact normal forms, or a part of a plate or VIN, by what is asked, those of an entity that say the same together; an absent value finds nothing, and records of no entity yet have no id.
// parameters: asked, most, profile, viewable
// columns: line, id, kind, keys, observed, said
UNWIND $asked AS q
CALL (q) {
  CALL (q) {
    MATCH (r:VehicleRecord) WHERE r.plate_folded = q.folded RETURN r
    UNION
    MATCH (r:PlateReadRecord) WHERE r.plate_folded = q.folded RETURN r
    UNION
    MATCH (r:VehicleRecord) WHERE r.plate_folded STARTS WITH q.folded_start RETURN r
    UNION
    MATCH (r:PlateReadRecord) WHERE r.plate_folded STARTS WITH q.folded_start RETURN r
    UNION
    MATCH (r:VehicleRecord) WHERE r.plate_folded CONTAINS q.folded_part RETURN r
    UNION
    MATCH (r:PlateReadRecord) WHERE r.plate_folded CONTAINS q.folded_part RETURN r
    UNION
    MATCH (r:VehicleRecord) WHERE r.vin_vin = q.vin RETURN r
    UNION
    MATCH (r:VehicleRecord) WHERE r.vin_vin ENDS WITH q.vin_end RETURN r
    UNION
    MATCH (r:IncidentRecord) WHERE r.number_normal = q.number RETURN r
    UNION
    MATCH (r:LocationRecord) WHERE r.address_normal = q.address RETURN r
    UNION
    MATCH (r:PersonRecord) WHERE r.birth_date_date = q.birth_date RETURN r
    UNION
    MATCH (r:ItemRecord) WHERE r.serial_serial = q.serial RETURN r
  }
  WITH r WHERE r.audience IN $viewable AND r.current
  WITH r ORDER BY r.key LIMIT $most
  OPTIONAL MATCH (r)-[:RESOLVED_TO]->(e:Entity)
  WHERE (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
  RETURN r, e.id AS id,
         CASE r.kind
           WHEN 'person' THEN r {.name_normal, .aliases_normal, .monikers,
                                 birth_date_date: toString(r.birth_date_date)}
           WHEN 'location' THEN r {.address_normal, .address_raw}
           WHEN 'incident' THEN r {.number_normal, .cross_numbers_normal}
           WHEN 'item' THEN r {.serial_serial}
           ELSE r {.plate_plate, .plate_state, .vin_vin}
         END AS said
}
RETURN q.line AS line, id, r.kind AS kind, collect(r.key) AS keys,
       toString(max(r.observed_at)) AS observed, said
