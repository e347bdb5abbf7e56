// Finds a vehicle by its VIN.
CREATE RANGE INDEX vehicle_vin IF NOT EXISTS
FOR (n:VehicleRecord) ON (n.vin_vin)
