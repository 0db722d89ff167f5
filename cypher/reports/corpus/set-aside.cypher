// title: What was set aside
// question: What is not in the graph though it was read, where is it, and why?
// param: reason string = "" — any part of the reason; empty for all
// param: file string = "" — any part of the file's path; empty for all
// param: top integer = 500 — at most so many rows
// column: file string — the file, or for an article that was read the file or folder it is in
// column: line integer — the line in the file, where it is one of many
// column: reason string — why it cannot be read or coded
// column: id string — id of the entry; it goes when a later build finds it mended
// chart: bar
// related: coverage, article-yield
// scan: SetAside: the few inputs that could not be used, all of which are asked for
MATCH (s:SetAside)
WHERE ($reason = '' OR toLower(s.reason) CONTAINS toLower($reason))
  AND ($file = '' OR toLower(s.file) CONTAINS toLower($file))
RETURN s.file AS file, s.line AS line, s.reason AS reason, s.id AS id
ORDER BY file, line IS NOT NULL, line, id
LIMIT $top
