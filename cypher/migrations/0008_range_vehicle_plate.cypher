// Finds a vehicle by its plate.
CREATE RANGE INDEX vehicle_plate IF NOT EXISTS
FOR (n:VehicleRecord) ON (n.plate_plate)
