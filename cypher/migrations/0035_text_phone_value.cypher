// Finds a telephone by the last digits of its number.
CREATE TEXT INDEX phone_end IF NOT EXISTS
FOR (n:Phone) ON (n.value)
