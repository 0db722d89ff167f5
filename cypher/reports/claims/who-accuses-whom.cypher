// title: Who accuses whom
// question: Which actors accuse each other, how often, and does the other accuse back?
// param: actor actor = "" — only pairs with this actor: a name, an alias or a part of one; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many pairs
// column: accuser string — who accuses
// column: accused string — whom
// column: accusations integer — accusations that the texts assert
// column: back integer — those of the other way round
// column: first date — the first with a date
// column: last date — the last with a date
// column: sentence string — the words of the last
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the last, for the report evidence and for explain
// chart: matrix
// related: accusations, what-one-says-of-another

// Pairs are in the roll-ups, but not by type: all accusations are read, and a graph with many takes its time.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'ACCUSE'
    AND e.modality = 'asserted'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN DISTINCT e
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'ACCUSE'
    AND e.modality = 'asserted'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e
}
WITH e
MATCH (e)<-[:SOURCE_OF]-(a:Actor)
MATCH (e)-[:TARGET]->(b:Actor)
WHERE a.id <> b.id AND (size($actor) = 0 OR a.id IN $actor OR b.id IN $actor)
WITH a, b, e
ORDER BY e.start IS NULL, e.start DESC, e.id
WITH a, b, count(e) AS accusations, min(e.start) AS first, max(e.start) AS last, collect(e.id)[0] AS latest
WITH a, b, accusations, first, last, latest
ORDER BY accusations DESC, a.id, b.id
LIMIT $top
CALL {
  WITH a, b
  OPTIONAL MATCH (b)-[answer:ACCUSED|CRITICISED|INVESTIGATED]->(a)
  WHERE ($since IS NULL OR answer.date >= $since) AND ($until IS NULL OR answer.date <= $until)
  RETURN count(answer) AS back
}
MATCH (e:Event {id: latest})
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
RETURN a.name AS accuser, b.name AS accused, accusations AS accusations, back AS back,
       first AS first, last AS last, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY accusations DESC, a.id, b.id
