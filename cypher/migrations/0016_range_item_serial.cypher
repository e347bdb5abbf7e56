// Finds a firearm by its serial number.
CREATE RANGE INDEX item_serial IF NOT EXISTS
FOR (n:ItemRecord) ON (n.serial_serial)
