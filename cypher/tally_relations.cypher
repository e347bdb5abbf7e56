// purpose: What associations are called in the viewable records, with how many say so.
// parameters: limit, viewable
// columns: relation, links
MATCH (a:PersonRecord)-[l:ASSOCIATED_WITH]->(b:PersonRecord)
WHERE a.audience IN $viewable AND a.current AND a.audience ENDS WITH '/'
  AND b.audience IN $viewable AND b.current AND b.audience ENDS WITH '/'
WITH l.relation AS relation, count(*) AS links WHERE relation <> ''
RETURN relation, links ORDER BY links DESC, relation LIMIT $limit
