// purpose: Number and begin a load.
// parameters: source, title, version, input, files, complete, corrections
// columns: number
OPTIONAL MATCH (last:Load)
WITH coalesce(max(last.number), 0) + 1 AS number
CREATE (load:Load {number: number})
SET load.source = $source, load.title = $title, load.version = $version, load.input = $input,
    load.files = $files, load.complete = $complete, load.corrections = $corrections,
    load.state = 'running', load.started_at = datetime(), load.next_file = 0, load.next_row = 0,
    load.rows = 0, load.loaded = 0, load.unchanged = 0, load.rejected = 0, load.withdrawn = 0
RETURN number
