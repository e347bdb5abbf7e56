// Finds a vehicle by the end of its VIN.
CREATE TEXT INDEX vehicle_vin_end IF NOT EXISTS
FOR (n:VehicleRecord) ON (n.vin_vin)
