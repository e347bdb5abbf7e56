// purpose: Refused rows that no corrected row has answered yet; equal rows of one load are one.
// parameters: source
// columns: id, source, file, line, rows, reason, values
MATCH (x:Reject)
WHERE x.open AND ($source IS NULL OR x.source = $source)
RETURN x.id AS id, x.source AS source, x.file AS file, x.line AS line, coalesce(x.rows, 1) AS rows,
       x.reason AS reason, x.values AS values
ORDER BY source, file, line
