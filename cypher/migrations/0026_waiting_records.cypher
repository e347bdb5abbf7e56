// A record waits until its entity shows its latest revision, or no longer holds what was withdrawn.
MATCH (r:Record)
WHERE r.kind IN ['person', 'vehicle', 'plate-read', 'location', 'incident', 'item']
  AND ((r.current AND (r.projected IS NULL OR r.projected <> r.digest))
       OR (NOT r.current AND EXISTS { (r)-[:RESOLVED_TO]->() }))
CALL (r) { SET r:Waiting } IN TRANSACTIONS OF 10000 ROWS
