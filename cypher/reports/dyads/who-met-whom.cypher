// title: Who met whom
// question: Which two met how often, and when first and last?
// param: actor actor = "" — only pairs with this actor: a name, an alias or a part of one; empty for any
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: min_meetings integer = 1 — only pairs that met at least this often
// param: top integer = 500 — at most so many pairs
// column: actor string — one of the two
// column: partner string — the other
// column: meetings integer — meetings that the texts assert; several reports of one day count once
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
CALL {
  UNWIND CASE WHEN size($actor) = 0 THEN [1] ELSE [] END AS any_pair
  MATCH (a:Actor)-[:SOURCE_OF]->(e:Event {event_type: 'CONSULT'})-[:TARGET]->(b:Actor)
  RETURN a, e, b
  UNION ALL
  MATCH (a:Actor)-[:SOURCE_OF]->(e:Event {event_type: 'CONSULT'})-[:TARGET]->(b:Actor)
  WHERE a.id IN $actor
  RETURN a, e, b
  UNION ALL
  MATCH (b:Actor)<-[:TARGET]-(e:Event {event_type: 'CONSULT'})<-[:SOURCE_OF]-(a:Actor)
  WHERE b.id IN $actor AND NOT a.id IN $actor
  RETURN a, e, b
}
WITH a, e, b
WHERE a.id <> b.id AND e.modality = 'asserted' AND coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH CASE WHEN a.name < b.name OR (a.name = b.name AND a.id < b.id) THEN a ELSE b END AS x,
     CASE WHEN a.name < b.name OR (a.name = b.name AND a.id < b.id) THEN b ELSE a END AS y,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE article.id + ' ' + r.sentence END AS meeting,
     e, r, article, p
ORDER BY coalesce(toString(e.start), '') DESC, e.confidence DESC, e.id, article.id, p.name
WITH x, y, count(DISTINCT meeting) AS meetings, min(e.start) AS first, max(e.start) AS last,
     collect(DISTINCT p.name) AS places, count(DISTINCT article.id) AS articles,
     collect(e)[0] AS latest, collect(r)[0] AS words, collect(article)[0] AS report
WHERE meetings >= $min_meetings
RETURN x.name AS actor, y.name AS partner, meetings AS meetings, first AS first, last AS last, places AS places,
       articles AS articles, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest.id AS event
ORDER BY meetings DESC, articles DESC, actor, partner
LIMIT $top
