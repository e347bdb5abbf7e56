// purpose: Take the keys of expunged records out of what other records' superseded revisions linked to.
// parameters: keys
// columns: none
MATCH (v:Revision)
WHERE any(text IN coalesce(v.links, [])
          WHERE substring(text, size(split(text, ' ')[0]) + 1) IN $keys)
SET v.links = [text IN v.links WHERE NOT substring(text, size(split(text, ' ')[0]) + 1) IN $keys]
