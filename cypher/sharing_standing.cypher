// purpose: The sharing rules that the entities were made for, the audiences then held, and each seat's profile.
// parameters: none
// columns: rules, digest, audiences, seats, profiles
MATCH (s:Sharing {name: 'sharing'})
RETURN s.rules AS rules, s.digest AS digest, s.audiences AS audiences, s.seats AS seats,
       s.profiles AS profiles
