// purpose: What viewable records of entities state of exact identifiers, equal statements together, with the keys or only the first.
// parameters: ids, every, profile, viewable
// columns: id, kind, agency, said, keys, records
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Entity) WHERE e.id = id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record)
  WHERE r.audience IN $viewable AND r.current
  WITH r.kind AS kind, r.agency AS agency,
       CASE r.kind
         WHEN 'person' THEN r {.identifications_kind, .identifications_jurisdiction,
                               .identifications_number}
         WHEN 'location' THEN r {.address_normal, .address_precision, .address_postdirectional,
                                 .address_city, .address_state}
         WHEN 'incident' THEN r {.category, .number_normal, .cross_numbers_normal,
                                 .cross_numbers_agency, part: CASE r.category
                                   WHEN 'incident' THEN '' ELSE r.key END}
         WHEN 'item' THEN r {.serial_serial}
         ELSE r {.plate_plate, .plate_state, .vin_vin, .vin_valid}
       END AS said, r.key AS key
  RETURN kind, agency, said, CASE WHEN $every THEN collect(key) ELSE [min(key)] END AS keys,
         count(*) AS records
}
RETURN id, kind, agency, said, keys, records
