// purpose: Incidents counted by what those viewable records state that meet all filters; unfounded and cancelled numbers are told apart and in no other count.
// parameters: by, dated, in_order, limit, zone, category, offenses, outcome, statuses, agency, officer, since, until, out_of_counts, profile, viewable
// columns: value, said, incidents, rows, total, out
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
WITH e, max(met) AS met, max(r.status IN $out_of_counts) AS out, collect(values) AS lists
WHERE met
WITH out, reduce(every = [], values IN lists | every + [value IN values
  WHERE value <> '' AND NOT toUpper(value) IN [one IN every | toUpper(one)]]) AS values
UNWIND CASE
  WHEN out THEN [['out', null]]
  WHEN values = [] THEN [['all', null], ['line', '']]
  ELSE [['all', null]] + [value IN values | ['line', value]] END AS one
WITH one[0] AS what, CASE WHEN $by IN ['offense', 'outcome'] THEN toUpper(one[1]) ELSE one[1] END
       AS value, min(one[1]) AS said, count(*) AS incidents
ORDER BY CASE WHEN $in_order THEN value END DESC, incidents DESC, value
WITH collect({what: what, value: value, said: said, incidents: incidents}) AS found
WITH [one IN found WHERE one.what = 'line'] AS lines,
     head([one IN found WHERE one.what = 'all' | one.incidents]) AS total,
     head([one IN found WHERE one.what = 'out' | one.incidents]) AS out
UNWIND CASE lines WHEN [] THEN [null] ELSE lines[..$limit] END AS line
RETURN line.value AS value, line.said AS said, line.incidents AS incidents, size(lines) AS rows,
       coalesce(total, 0) AS total, coalesce(out, 0) AS out
