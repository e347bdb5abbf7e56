// purpose: End the statements that one question is being answered by; those of everybody else go on.
// parameters: asking
// columns: id, message
SHOW TRANSACTIONS YIELD transactionId AS running, metaData AS said
WHERE said.asking = $asking
TERMINATE TRANSACTIONS running YIELD transactionId AS id, message
RETURN id, message
