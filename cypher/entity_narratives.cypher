// purpose: The text of viewable narratives, for those who may view every party to what they narrate.
// parameters: keys, viewable
// columns: key, text
UNWIND $keys AS key
MATCH (r:Record {key: key})
WHERE r.audience IN $viewable AND r.current
  AND NOT EXISTS {
    MATCH (r)-[:NARRATES]->(:Record)<-[:PART_OF*0..1]-(:Record)<-[:SUBJECT_OF|ARRESTED_IN|VICTIM_OF|WITNESS_OF|CONTACTED_IN|REPORTED]-(party:Record)
    WHERE NOT party.audience IN $viewable
  }
RETURN r.key AS key, r.text AS text
