// One load or resolve at a time: the node that is locked is one.
CREATE CONSTRAINT turn_name IF NOT EXISTS
FOR (n:Turn) REQUIRE n.name IS UNIQUE
