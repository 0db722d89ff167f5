// title: Which words is it coded from?
// text: The latest events of $actor and the articles that tell of them. Click a REPORTED_IN edge: it carries the
//   sentence, and the word in it that is the act. In a terminal, kg explain EVENT_ID says more.
// report: evidence
MATCH (a:Actor)-[part:SOURCE_OF|TARGET]-(e:Event)-[told:REPORTED_IN]->(article:Article)
WHERE a.id IN $actor
RETURN a, part, e, told, article
ORDER BY e.start IS NULL, e.start DESC, e.id
LIMIT 30
