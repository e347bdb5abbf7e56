// Finds plate reads by a part of their plate, look-alike characters taken as one.
CREATE TEXT INDEX read_plate_part IF NOT EXISTS
FOR (n:PlateReadRecord) ON (n.plate_folded)
