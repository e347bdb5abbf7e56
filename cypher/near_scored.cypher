// purpose: Records at the other ends of these records' scored pairs.
// parameters: keys
// columns: key
UNWIND $keys AS asked
MATCH (r:Record {key: asked})-[:SCORED]-(n:Record)
USING INDEX SEEK r:Record(key)
RETURN DISTINCT n.key AS key
