// Loads are numbered in the order in which they began.
CREATE CONSTRAINT load_number IF NOT EXISTS
FOR (n:Load) REQUIRE n.number IS UNIQUE
