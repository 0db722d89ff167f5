// The articles whose record should decide what an event is, and did not: the one that decided says it no more.
UNWIND $ids AS id
MATCH (e:Event {id: id})-[:REPORTED_IN]->(a:Article)
WITH e.id AS event, e.digest AS held, max(a.digest) AS largest, collect({id: a.id, digest: a.digest}) AS articles
WHERE held <> largest
UNWIND articles AS article
WITH article, largest
WHERE article.digest = largest
RETURN DISTINCT article.id AS id, article.digest AS digest
