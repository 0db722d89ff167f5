// title: Who met whom
// question: Which two met how often, and when first and last?
// param: actor actor = "" — only pairs with this actor: a name, an alias or a part of one; empty for any
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: min_meetings integer = 1 — only pairs that met at least this often
// param: top integer = 25 — at most so many pairs, those with most events of meeting, of as many those with the smaller ids
// column: actor string — one of the two
// column: partner string — the other
// column: meetings integer — meetings that the texts assert; those of one day count once
// column: first date — the first of them
// column: last date — the last of them
// column: places strings — where
// column: articles integer — articles that report them
// column: sentence string — the words of the last report
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of their event, for the report evidence and for explain
// chart: network
// related: meetings, most-met, dyad-timeline
// scan: ActorPair, and with dates Actor, MET, TALKED_WITH — a row two actors that met; without an actor, but with dates,
//   every meeting is read
CALL {
  UNWIND CASE WHEN size($actor) = 0 AND $since IS NULL AND $until IS NULL THEN [1] ELSE [] END AS always
  MATCH (p:ActorPair)
  WHERE p.meetings > 0
  WITH p.source AS one, p.target AS other, p.meetings AS times
  ORDER BY times DESC, one, other
  LIMIT $top
  RETURN one, other, times
  UNION ALL
  CALL {
    UNWIND CASE WHEN size($actor) = 0 AND ($since IS NOT NULL OR $until IS NOT NULL) THEN [1] ELSE [] END AS dated
    MATCH (a:Actor)-[met:MET|TALKED_WITH]->(b:Actor)
    RETURN a.id AS x, b.id AS y, met.event_id AS event
    UNION ALL
    MATCH (a:Actor)
    WHERE a.id IN $actor
    MATCH (a)-[met:MET|TALKED_WITH]-(b:Actor)
    RETURN a.id AS x, b.id AS y, met.event_id AS event
  }
  MATCH (e:Event {id: event})
  WHERE coalesce(e.mode, '') <> 'phone'
    AND ($since IS NULL OR e.start >= $since)
    AND ($until IS NULL OR e.start <= $until)
  RETURN CASE WHEN x < y THEN x ELSE y END AS one, CASE WHEN x < y THEN y ELSE x END AS other,
         count(DISTINCT e.id) AS times
}
WITH one, other, times
ORDER BY times DESC, one, other
LIMIT $top
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
WITH a, b, CASE WHEN a.events < b.events THEN a ELSE b END AS few, CASE WHEN a.events < b.events THEN b ELSE a END AS many
MATCH (few)-[met:MET|TALKED_WITH]-(many)
WITH DISTINCT a, b, met.event_id AS event
MATCH (e:Event {id: event})
WHERE coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
MATCH (e)-[:REPORTED_IN]->(r:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH a, b, e.id AS event, e.start AS start, e.granularity AS granularity, e.confidence AS confidence,
     r.id AS article, p.name AS place
ORDER BY start IS NULL, start DESC, confidence DESC, event, article, place
WITH a, b, min(start) AS first, max(start) AS last, collect(DISTINCT place) AS places,
     count(DISTINCT CASE WHEN granularity = 'day' THEN toString(start) ELSE event END) AS meetings,
     count(DISTINCT article) AS articles, collect(event)[0] AS event, collect(article)[0] AS article
WHERE meetings >= $min_meetings
MATCH (e:Event {id: event})-[words:REPORTED_IN]->(report:Article {id: article})
WITH CASE WHEN a.name <= b.name THEN a ELSE b END AS x, CASE WHEN a.name <= b.name THEN b ELSE a END AS y, meetings,
     first, last, places, articles, words, report, event
RETURN x.name AS actor, y.name AS partner, meetings AS meetings, first AS first, last AS last, places AS places,
       articles AS articles, words.sentence AS sentence, report.source AS outlet, report.id AS article, event AS event
ORDER BY meetings DESC, last IS NULL, last DESC, actor, partner, x.id, y.id
