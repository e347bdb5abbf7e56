// Finds an incident by its case number.
CREATE RANGE INDEX incident_number IF NOT EXISTS
FOR (n:IncidentRecord) ON (n.number_normal)
