// Finds plate reads by a plate with confusable characters.
CREATE RANGE INDEX read_plate_folded IF NOT EXISTS
FOR (n:PlateReadRecord) ON (n.plate_folded)
