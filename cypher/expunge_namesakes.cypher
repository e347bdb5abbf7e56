// purpose: Persons who bear some name of these records, and are none of them.
// parameters: keys, texts
// columns: fields
MATCH (r:PersonRecord)
WHERE NOT r.key IN $keys
  AND (r.name_sur_name IN $texts OR r.name_given_name IN $texts OR r.name_middle_name IN $texts
       OR any(text IN coalesce(r.aliases_sur_name, []) WHERE text IN $texts)
       OR any(text IN coalesce(r.aliases_given_name, []) WHERE text IN $texts)
       OR any(text IN coalesce(r.monikers, []) WHERE text IN $texts))
RETURN r {.name_given_name, .name_middle_name, .name_sur_name, .name_suffix,
          .aliases_given_name, .aliases_sur_name, .monikers} AS fields
