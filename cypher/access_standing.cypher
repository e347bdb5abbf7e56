// purpose: What a seat's reads rest on: the rules and profile that the entities were made for, the audiences held, and whether intelligence has expired that is still there.
// parameters: seat, now
// columns: digest, profile, audiences, expired
MATCH (s:Sharing {name: 'sharing'})
RETURN s.digest AS digest,
       head([i IN range(0, size(s.seats) - 1) WHERE s.seats[i] = $seat | s.profiles[i]]) AS profile,
       s.audiences AS audiences,
       EXISTS { MATCH (r:Record) WHERE r.expires_at <= $now } AS expired
