// purpose: What identifies a record that goes: in its current and its superseded revisions.
// parameters: keys
// columns: key, said, sources
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
CALL (r) {
  RETURN r AS n
  UNION
  MATCH (n:Revision)-[:REVISION_OF]->(r)
  RETURN n
}
OPTIONAL MATCH (n)-[:LOADED_BY]->(load:Load)
WITH key, n, collect(load.source) AS loaded
RETURN key,
       n {.name_raw, .birth_date_raw, .identifications_raw, .vin_raw, .serial_raw,
          .name_given_name, .name_middle_name, .name_sur_name, .name_suffix,
          .aliases_given_name, .aliases_sur_name, .monikers} AS said,
       coalesce(n.sources, []) + loaded AS sources
