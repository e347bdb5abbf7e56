// purpose: Refused rows that no corrected row has answered yet.
// parameters: source
// columns: id, source, file, line, reason, values, load
MATCH (x:Reject)-[:REJECTED_BY]->(load:Load)
WHERE x.open AND ($source IS NULL OR x.source = $source)
RETURN x.id AS id, x.source AS source, x.file AS file, x.line AS line, x.reason AS reason,
       x.values AS values, max(load.number) AS load
ORDER BY source, file, line
