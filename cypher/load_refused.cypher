// purpose: How many rows of the same content a load has refused.
// parameters: contents, load
// columns: content, count
UNWIND $contents AS content
MATCH (x:Reject {content: content})
USING INDEX x:Reject(content)
MATCH (x)-[:REJECTED_BY]->(:Load {number: $load})
RETURN content, count(x) AS count
