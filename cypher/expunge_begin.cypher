// purpose: Begin to expunge: the tombstone is written, and from here on nobody sees the record.
// parameters: rows
// columns: none
UNWIND $rows AS row
MATCH (r:Record {key: row.key})
USING INDEX SEEK r:Record(key)
SET r.seed = coalesce(r.seed, row.seed), r.current = false, r.audience = '', r:Expunging
MERGE (t:Tombstone {seed: r.seed})
SET t += row.tombstone
WITH r
CALL (r) {
  MATCH (v:Revision)-[:REVISION_OF]->(r)
  SET v.audience = ''
}
CALL (r) {
  MATCH (r)-[:RESOLVED_TO]->(e:Entity)
  SET r:Waiting, e:Withheld
}
