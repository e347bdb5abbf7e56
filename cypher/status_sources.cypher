// purpose: The latest load of every source; one whose input came again shows what that time did.
// parameters: none
// columns: source, title, number, state, files, rows, loaded, unchanged, rejected, withdrawn, started_at, finished_at, open_rejects
MATCH (load:Load)
WITH load.source AS source, max(load.number) AS latest
MATCH (load:Load {number: latest})
RETURN source, load.title AS title, load.number AS number, load.state AS state,
       load.files AS files, load.rows AS rows,
       CASE WHEN load.repeated_at IS NULL THEN load.loaded ELSE 0 END AS loaded,
       CASE WHEN load.repeated_at IS NULL THEN load.unchanged
            ELSE load.rows - load.rejected END AS unchanged,
       load.rejected AS rejected,
       CASE WHEN load.repeated_at IS NULL THEN load.withdrawn ELSE 0 END AS withdrawn,
       toString(coalesce(load.repeated_at, load.started_at)) AS started_at,
       toString(coalesce(load.repeated_at, load.finished_at)) AS finished_at,
       reduce(n = 0, rows IN COLLECT {
         MATCH (x:Reject {source: source}) WHERE x.open RETURN coalesce(x.rows, 1)
       } | n + rows) AS open_rejects
ORDER BY source
