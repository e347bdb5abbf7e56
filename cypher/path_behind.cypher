// purpose: The viewable records behind the links between pairs of entities or references.
// parameters: pairs, types, profile, viewable
// columns: start, end, type, key, other, at
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (e:Entity) WHERE e.id = pair[0] AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (f:Entity) WHERE f.id = pair[1] AND f.variant STARTS WITH ''
    AND (f.only_for IS NULL OR $profile IN f.only_for)
    AND NOT $profile IN coalesce(f.not_for, []) AND NOT f:Withheld
    AND (f:Stale OR any(audience IN f.audiences WHERE audience IN $viewable))
  // from whichever has fewer records: a camera's place has thousands
  CALL (e, f) {
    WITH e, f WHERE COUNT { (e)<-[:RESOLVED_TO]-() } <= COUNT { (f)<-[:RESOLVED_TO]-() }
    MATCH (e)<-[:RESOLVED_TO]-(a:Record)-[l]->(b:Record)
    WHERE a.audience IN $viewable AND a.current AND b.audience IN $viewable AND b.current
      AND type(l) IN $types AND EXISTS { (b)-[:RESOLVED_TO]->(f) }
    RETURN a, l, b
    UNION ALL
    WITH e, f WHERE COUNT { (e)<-[:RESOLVED_TO]-() } > COUNT { (f)<-[:RESOLVED_TO]-() }
    MATCH (f)<-[:RESOLVED_TO]-(b:Record)<-[l]-(a:Record)
    WHERE a.audience IN $viewable AND a.current AND b.audience IN $viewable AND b.current
      AND type(l) IN $types AND EXISTS { (a)-[:RESOLVED_TO]->(e) }
    RETURN a, l, b
  }
  RETURN type(l) AS type, a.key AS key, b.key AS other,
         coalesce(a.observed_at, b.observed_at) AS seen
  UNION ALL
  MATCH (e:Entity) WHERE e.id = pair[0] AND e.variant STARTS WITH ''
    AND (e.only_for IS NULL OR $profile IN e.only_for)
    AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
    AND (e:Stale OR any(audience IN e.audiences WHERE audience IN $viewable))
  MATCH (e)<-[:RESOLVED_TO]-(a:Record)-[l]->(f:Reference {id: pair[1]})
  WHERE a.audience IN $viewable AND a.current AND type(l) IN $types
  RETURN type(l) AS type, a.key AS key, f.id AS other, a.observed_at AS seen
}
RETURN pair[0] AS start, pair[1] AS end, type, key, other,
       coalesce(left(toString(seen), 16), '') AS at
ORDER BY key, other, type
