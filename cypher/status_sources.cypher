// purpose: The latest load of every source.
// parameters: none
// columns: source, title, number, state, files, rows, loaded, unchanged, rejected, withdrawn, started_at, finished_at, open_rejects
MATCH (load:Load)
WITH load.source AS source, max(load.number) AS latest
MATCH (load:Load {number: latest})
RETURN source, load.title AS title, load.number AS number, load.state AS state,
       load.files AS files, load.rows AS rows, load.loaded AS loaded,
       load.unchanged AS unchanged, load.rejected AS rejected, load.withdrawn AS withdrawn,
       toString(load.started_at) AS started_at, toString(load.finished_at) AS finished_at,
       reduce(n = 0, rows IN COLLECT {
         MATCH (x:Reject {source: source}) WHERE x.open RETURN coalesce(x.rows, 1)
       } | n + rows) AS open_rejects
ORDER BY source
