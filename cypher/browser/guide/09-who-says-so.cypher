// title: Who says so?
// text: What is alleged and not asserted: who is said to have done it, and who says so.
// report: who-said-what
MATCH (e:Event)-[said:STATED_BY]->(s:Actor)
WHERE e.modality = 'alleged'
WITH e, said, s ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT 25
OPTIONAL MATCH (e)-[r:SOURCE_OF|TARGET]-(a:Actor)
RETURN e, said, s, r, a
