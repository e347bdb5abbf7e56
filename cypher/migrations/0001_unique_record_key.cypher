// A record is named by its key, whatever its revision.
CREATE CONSTRAINT record_key IF NOT EXISTS
FOR (n:Record) REQUIRE n.key IS UNIQUE
