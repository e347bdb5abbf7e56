// purpose: Pairs of viewable records about which a reviewer should decide, as they are for the viewer, with the item of either.
// parameters: profile, viewable
// columns: left, right, kind, weight, chance, one, other, grounds, together, left_item, right_item
MATCH (a:Record)-[d:DOUBTED]->(b:Record)
WHERE a.audience IN $viewable AND a.current AND b.audience IN $viewable AND b.current
  AND (d.only_for IS NULL OR $profile IN d.only_for)
MATCH (a)-[:RESOLVED_TO]->(e:Entity)
WHERE (e.only_for IS NULL OR $profile IN e.only_for)
  AND NOT $profile IN coalesce(e.not_for, []) AND NOT e:Withheld
MATCH (b)-[:RESOLVED_TO]->(f:Entity)
WHERE (f.only_for IS NULL OR $profile IN f.only_for)
  AND NOT $profile IN coalesce(f.not_for, []) AND NOT f:Withheld
RETURN a.key AS left, b.key AS right, a.kind AS kind, d.weight AS weight, d.chance AS chance,
       d.one AS one, d.other AS other, d.grounds AS grounds, d.together AS together,
       e.id AS left_item, f.id AS right_item
