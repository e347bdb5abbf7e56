// Models are numbered in the order in which they were published.
CREATE CONSTRAINT model_number IF NOT EXISTS
FOR (n:Model) REQUIRE n.number IS UNIQUE
