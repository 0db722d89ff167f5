// title: Who met whom
// question: Which two met how often, and when first and last?
// param: actor actor = "" — only pairs with this actor: a name, an alias or a part of one; empty for any
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: min_meetings integer = 1 — only pairs that met at least this often
// param: top integer = 50 — at most so many pairs, those with most events of meeting, of as many those with the smaller ids
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
WITH one, other, CASE WHEN a.events < b.events THEN one ELSE other END AS few,
     CASE WHEN a.events < b.events THEN other ELSE one END AS many
MATCH (x:Actor {id: few})
MATCH (y:Actor {id: many})
MATCH (x)-[met:MET|TALKED_WITH]-(y)
WITH one, other, met.event_id AS event
MATCH (e:Event {id: event})
WHERE coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH one, other, min(e.start) AS first, max(e.start) AS last, collect(DISTINCT e.id) AS events,
     count(DISTINCT CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE e.id END) AS meetings
WHERE meetings >= $min_meetings
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
WITH CASE WHEN a.name <= b.name THEN a ELSE b END AS x, CASE WHEN a.name <= b.name THEN b ELSE a END AS y, meetings,
     first, last, events
UNWIND events AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH x, y, meetings, first, last, e, r, article, p
ORDER BY e.start IS NULL, e.start DESC, e.confidence DESC, e.id, article.id, p.name
WITH x, y, meetings, first, last, collect(DISTINCT p.name) AS places, count(DISTINCT article.id) AS articles,
     collect(e)[0] AS latest, collect(r)[0] AS words, collect(article)[0] AS report
RETURN x.name AS actor, y.name AS partner, meetings AS meetings, first AS first, last AS last, places AS places,
       articles AS articles, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest.id AS event
ORDER BY meetings DESC, last IS NULL, last DESC, actor, partner, x.id, y.id
