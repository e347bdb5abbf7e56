// purpose: Entities by kind.
// parameters: none
// columns: name, count
MATCH (e:Entity {variant: ''})
WITH [label IN labels(e) WHERE NOT label IN ['Entity', 'Stale', 'Withheld']][0] AS name
RETURN toLower(name) AS name, count(*) AS count
ORDER BY name
