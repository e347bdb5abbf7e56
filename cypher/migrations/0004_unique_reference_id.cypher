// Phones, e-mail addresses, officers and areas are keyed by their exact normal form.
CREATE CONSTRAINT reference_id IF NOT EXISTS
FOR (n:Reference) REQUIRE n.id IS UNIQUE
