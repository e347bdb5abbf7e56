// A record is expunged once.
CREATE CONSTRAINT tombstone_seed IF NOT EXISTS
FOR (n:Tombstone) REQUIRE n.seed IS UNIQUE
