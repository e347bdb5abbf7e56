// Finds a vehicle by a part of its plate, look-alike characters taken as one.
CREATE TEXT INDEX vehicle_plate_part IF NOT EXISTS
FOR (n:VehicleRecord) ON (n.plate_folded)
