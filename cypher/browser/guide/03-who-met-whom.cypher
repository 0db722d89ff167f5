// title: Who met whom?
// text: The latest forty meetings and visits. A meeting is one edge, whoever came to whom.
// report: who-met-whom
MATCH (a:Actor)-[r:MET]->(b:Actor)
RETURN a, r, b
ORDER BY r.date IS NULL, r.date DESC
LIMIT 40
