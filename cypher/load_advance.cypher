// purpose: Move a load on past a batch, with its figures.
// parameters: load, file, row, rows, loaded, unchanged, rejected
// columns: none
MATCH (load:Load {number: $load})
SET load.next_file = $file, load.next_row = $row, load.rows = $rows, load.loaded = $loaded,
    load.unchanged = $unchanged, load.rejected = $rejected
