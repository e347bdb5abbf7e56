// Finds people by birth date.
CREATE RANGE INDEX person_birth_date IF NOT EXISTS
FOR (n:PersonRecord) ON (n.birth_date_date)
