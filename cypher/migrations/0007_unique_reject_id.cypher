// A refused input row is kept once, however often it comes again.
CREATE CONSTRAINT reject_id IF NOT EXISTS
FOR (n:Reject) REQUIRE n.id IS UNIQUE
