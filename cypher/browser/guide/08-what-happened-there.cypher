// title: What happened there?
// text: Events at $place, or at places within it, and who took part.
// report: events-at-place
MATCH (p:Place)-[in:IN*0..3]->(q:Place)
WHERE q.id IN $place
MATCH (e:Event)-[at:AT]->(p)
WITH e, at, p, in ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT 25
OPTIONAL MATCH (e)-[r:SOURCE_OF|TARGET]-(a:Actor)
RETURN e, at, p, in, r, a
