// purpose: Note the sharing rules that the entities are made for from now on, and each seat's profile.
// parameters: rules, digest, audiences, seats, profiles
// columns: none
MERGE (s:Sharing {name: 'sharing'})
SET s.rules = $rules, s.digest = $digest, s.audiences = $audiences, s.seats = $seats,
    s.profiles = $profiles
