// A statement about handling is appended once.
CREATE CONSTRAINT handling_statement_id IF NOT EXISTS
FOR (n:HandlingStatement) REQUIRE n.id IS UNIQUE
