// title: Who acts most?
// text: The twelve actors with most events, and what they did to each other. The colour of an edge is its quad class.
// report: most-active
MATCH (a:Actor)
WITH a ORDER BY a.events DESC, a.id LIMIT 12
WITH collect(a) AS top
UNWIND top AS a
OPTIONAL MATCH (a)-[r]->(b:Actor) WHERE b IN top
RETURN a, r, b
LIMIT 200
