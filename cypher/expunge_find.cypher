// purpose: Records that an expunge names, bare keys too, which are only linked to; with the sources that ever stated them.
// parameters: keys
// columns: key, seed, held, category, sources
UNWIND $keys AS key
MATCH (r:Record {key: key})
USING INDEX SEEK r:Record(key)
RETURN r.key AS key, r.seed AS seed, r.digest IS NOT NULL AS held, r.category AS category,
       COLLECT {
         CALL (r) {
           MATCH (r)-[:LOADED_BY]->(load:Load) RETURN load
           UNION
           MATCH (r)<-[:REVISION_OF]-(:Revision)-[:LOADED_BY]->(load:Load) RETURN load
         }
         RETURN DISTINCT load.source
       } + coalesce(r.sources, []) AS sources
