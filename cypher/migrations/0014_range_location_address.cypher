// Finds a location by its normal form.
CREATE RANGE INDEX location_address IF NOT EXISTS
FOR (n:LocationRecord) ON (n.address_normal)
