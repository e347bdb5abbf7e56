// An entity is one node for each view profile that sees it differently.
CREATE CONSTRAINT entity_id IF NOT EXISTS
FOR (n:Entity) REQUIRE (n.id, n.variant) IS UNIQUE
