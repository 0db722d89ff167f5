// The articles whose record should decide what an event is, and did not: the one that decided says it no more. An event
// that was resolved across articles is what the last load made it.
UNWIND $ids AS id
MATCH (e:Event {id: id})-[:REPORTED_IN]->(a:Article)
WHERE e.sources IS NULL
WITH e.id AS event, e.digest AS held, max(a.digest) AS largest, collect({id: a.id, digest: a.digest}) AS articles
WHERE held <> largest
UNWIND articles AS article
WITH article, largest
WHERE article.digest = largest
RETURN DISTINCT article.id AS id, article.digest AS digest
