// title: Who is around this actor?
// text: Everybody with whom $actor has to do, friend or foe: one edge an event.
// report: actor-profile
MATCH (a:Actor)-[r]-(b:Actor)
WHERE a.id IN $actor
RETURN a, r, b
ORDER BY r.date IS NULL, r.date DESC
LIMIT 100
