// An agency is registered once.
CREATE CONSTRAINT agency_code IF NOT EXISTS
FOR (n:Agency) REQUIRE n.code IS UNIQUE
