// purpose: What happened to an entity or reference: its own dated records, and the incidents and plate reads that viewable records tie it to, most recent first.
// parameters: id, limit, profile, viewable
// columns: at, precision, link, category, offense, place, agency, key, total
CALL () {
  MATCH (e:Entity) WHERE e.id = $id AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(r:Record) RETURN r
  UNION
  MATCH (f:Reference {id: $id})<-[]-(r:Record) RETURN r
}
WITH r WHERE r.audience IN $viewable AND r.current
CALL (r) {
  MATCH (r)-[l]-(i:IncidentRecord)
  WHERE i.audience IN $viewable AND i.current
    AND type(l) IN ['SUBJECT_OF', 'ARRESTED_IN', 'VICTIM_OF', 'WITNESS_OF', 'CONTACTED_IN',
                    'REPORTED', 'INVOLVED_IN', 'OCCURRED_AT', 'INVESTIGATED_BY', 'PART_OF']
  RETURN i AS event, type(l) AS link
  UNION
  MATCH (r)<-[l:SEEN_AT]-(s:PlateReadRecord)
  WHERE s.audience IN $viewable AND s.current
  RETURN s AS event, type(l) AS link
  UNION
  WITH r WHERE r:IncidentRecord OR r:PlateReadRecord OR NOT EXISTS {
    MATCH (r)-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED|INVOLVED_IN|OCCURRED_AT|SEEN_AT]-(j:IncidentRecord|PlateReadRecord)
    WHERE j.audience IN $viewable AND j.current
  }
  RETURN r AS event, '' AS link
}
WITH DISTINCT event, link
OPTIONAL MATCH (event)-[:OCCURRED_AT|SEEN_AT]->(p:LocationRecord)
WHERE p.audience IN $viewable AND p.current
WITH event, link, min(coalesce(p.address_normal, p.address_raw)) AS place,
     coalesce(event.start_at, event.observed_at) AS at
WITH event, link, place, at,
     CASE WHEN event.start_at IS NULL THEN event.observed_precision ELSE event.start_precision END
       AS precision
ORDER BY at IS NULL, at DESC, event.key, link
WITH collect({at: at, precision: precision, link: link, category: event.category,
              offense: event.offense, place: place, agency: event.agency, key: event.key}) AS found
WITH found[..$limit] AS shown, size(found) AS total
UNWIND shown AS one
RETURN one.at AS at, one.precision AS precision, one.link AS link, one.category AS category,
       one.offense AS offense, one.place AS place, one.agency AS agency, one.key AS key, total
