// purpose: Take back the scores of pairs.
// parameters: pairs
// columns: none
UNWIND $pairs AS pair
MATCH (a:Record {key: pair[0]})-[s:SCORED]->(b:Record {key: pair[1]})
USING INDEX SEEK a:Record(key)
DELETE s
