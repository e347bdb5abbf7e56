// Finds a refused row that comes again.
CREATE RANGE INDEX reject_content IF NOT EXISTS
FOR (n:Reject) ON (n.content)
