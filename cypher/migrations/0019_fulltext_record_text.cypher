// Finds candidates by words; ranking is done on what the viewer may see.
CREATE FULLTEXT INDEX record_text IF NOT EXISTS
FOR (n:PersonRecord|VehicleRecord|LocationRecord|IncidentRecord|ItemRecord|OrganizationRecord)
ON EACH [n.name_normal, n.name_raw, n.aliases_normal, n.monikers, n.identifications_number,
         n.plate_plate, n.vin_vin, n.address_normal, n.address_raw,
         n.number_normal, n.number_raw, n.cross_numbers_normal, n.serial_serial, n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}
