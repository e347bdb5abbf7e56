// Finds a vehicle by a plate with confusable characters.
CREATE RANGE INDEX vehicle_plate_folded IF NOT EXISTS
FOR (n:VehicleRecord) ON (n.plate_folded)
