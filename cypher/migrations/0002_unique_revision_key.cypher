// A superseded revision is immutable and kept once.
CREATE CONSTRAINT revision_key IF NOT EXISTS
FOR (n:Revision) REQUIRE (n.key, n.revision) IS UNIQUE
