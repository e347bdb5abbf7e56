// purpose: A source's latest load.
// parameters: source
// columns: number, input, state, next_file, next_row, rows, loaded, unchanged, rejected, withdrawn, finished_at
MATCH (load:Load {source: $source})
RETURN load.number AS number, load.input AS input, load.state AS state,
       load.next_file AS next_file, load.next_row AS next_row, load.rows AS rows,
       load.loaded AS loaded, load.unchanged AS unchanged, load.rejected AS rejected,
       load.withdrawn AS withdrawn, load.finished_at AS finished_at
ORDER BY number DESC
LIMIT 1
