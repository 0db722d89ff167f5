// title: What did this actor do, and what was done to it?
// text: The latest fifteen events of $actor as nodes of their own, with everybody who takes part. A double click on an event
//   opens what else hangs on it: place, speaker, article.
// report: actor-timeline
MATCH (a:Actor)-[:SOURCE_OF|TARGET]-(e:Event)
WHERE a.id IN $actor
WITH DISTINCT e ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT 15
MATCH (e)-[r:SOURCE_OF|TARGET]-(b:Actor)
RETURN e, r, b
