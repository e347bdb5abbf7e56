// purpose: The incidents behind one line of tally_incidents, the latest first.
// parameters: by, value, dated, skip, limit, zone, category, offenses, outcome, statuses, agency, officer, since, until, out_of_counts, profile, viewable
// columns: id, total
MATCH (r:IncidentRecord)-[:RESOLVED_TO]->(e:Entity)
WHERE r.audience IN $viewable AND r.current AND (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
WITH e, r, CASE
  WHEN NOT $dated OR r.start_at IS NULL THEN null
  WHEN r.start_precision IN ['year', 'month', 'day']
    THEN toString(date(r.start_at + duration('PT12H')))
  ELSE toString(date(datetime({datetime: r.start_at, timezone: $zone}))) END AS day
WITH e, r, day, ($category IS NULL OR r.category = $category)
  AND ($statuses IS NULL OR coalesce(r.status, '') IN $statuses)
  AND ($agency IS NULL OR r.agency = $agency)
  AND ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
  AND ($offenses = [] OR any(words IN $offenses WHERE words[0] IN coalesce(r.offense_codes, [])
    OR all(word IN words WHERE toUpper(r.offense) CONTAINS word)))
  AND all(word IN $outcome WHERE toUpper(r.outcome) CONTAINS word)
  AND CASE WHEN $officer IS NULL THEN true ELSE any(name IN [
    (r)-[by:INVESTIGATED_BY]->(f:Reference) | toUpper(coalesce(by.label, '') + ' ' + f.value)
  ] WHERE name CONTAINS $officer) END AS met
WITH e, r, met, CASE WHEN NOT met THEN []
  WHEN $by = 'offense' THEN [trim(r.offense)]
  WHEN $by = 'code' THEN r.offense_codes
  WHEN $by = 'category' THEN [r.category]
  WHEN $by = 'status' THEN [r.status]
  WHEN $by = 'outcome' THEN [trim(r.outcome)]
  WHEN $by = 'agency' THEN [r.agency]
  WHEN $by = 'month' THEN [left(day, 7)]
  WHEN $by = 'officer' THEN [(r)-[:INVESTIGATED_BY]->(f:Reference) | f.id]
  WHEN $by = 'area' THEN [(r)-[:OCCURRED_AT]->(l:LocationRecord)-[:IN]->(f:Reference)
    WHERE l.audience IN $viewable AND l.current | f.id] END AS values
WITH e, max(met) AS met, max(r.status IN $out_of_counts) AS out, collect(values) AS lists,
     min(r.key) AS key, max(r.start_at) AS last
WHERE met AND NOT coalesce(out, false)
WITH e, key, last, [value IN reduce(every = [], values IN lists | every + values)
  WHERE value <> ''] AS values
WHERE ($value = '' AND values = []) OR any(value IN values WHERE $value = CASE
  WHEN $by IN ['offense', 'outcome'] THEN toUpper(value) ELSE value END)
WITH e.id AS id, last, key ORDER BY last IS NULL, last DESC, key
WITH collect(id) AS found
UNWIND found[$skip..$skip + $limit] AS id
RETURN id, size(found) AS total
