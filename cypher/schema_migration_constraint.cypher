// purpose: A migration is recorded once.
// parameters: none
// columns: none
CREATE CONSTRAINT migration_name IF NOT EXISTS
FOR (n:Migration) REQUIRE n.name IS UNIQUE
