// purpose: Withhold the entities of intelligence that has expired, until it is removed and they are derived anew.
// parameters: now
// columns: withheld
MATCH (r:Record)
WHERE r.expires_at <= $now
MATCH (r)-[:RESOLVED_TO]->(e:Entity)
WHERE NOT e:Withheld
SET e:Withheld
RETURN count(DISTINCT e) AS withheld
