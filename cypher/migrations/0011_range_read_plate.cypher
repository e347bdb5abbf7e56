// Finds plate reads by plate.
CREATE RANGE INDEX read_plate IF NOT EXISTS
FOR (n:PlateReadRecord) ON (n.plate_plate)
