// purpose: What profiles the entities were made for is noted once.
CREATE CONSTRAINT sharing_name IF NOT EXISTS
FOR (n:Sharing) REQUIRE n.name IS UNIQUE
