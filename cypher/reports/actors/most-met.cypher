// title: Who they meet most
// question: Whom does this actor meet most, where, and when last?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: top integer = 50 — at most so many partners
// column: actor string — the actor
// column: partner string — whom it met
// column: kind string — of the partner: person, state, government, …
// column: country string — of the partner, ISO 3166 alpha-3 code
// column: meetings integer — meetings that the texts assert, not by phone; several reports of one day count once
// column: first date — the first of them
// column: last date — the last of them
// column: places strings — where
// column: articles integer — articles that report them
// column: sentence string — the words of the last report
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of their event, for the report evidence and for explain
// chart: bar
// related: who-met-whom, stopped-meeting, contacts
MATCH (a:Actor)
WHERE a.id IN $actor
CALL {
  WITH a
  MATCH (a)-[:SOURCE_OF]->(e:Event {event_type: 'CONSULT'})-[:TARGET]->(b:Actor)
  RETURN e, b
  UNION
  WITH a
  MATCH (a)<-[:TARGET]-(e:Event {event_type: 'CONSULT'})<-[:SOURCE_OF]-(b:Actor)
  RETURN e, b
}
WITH a, e, b
WHERE a.id <> b.id AND e.modality = 'asserted' AND coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH a, b, e, r, article, p,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE article.id + ' ' + r.sentence END AS meeting
ORDER BY coalesce(toString(e.start), '') DESC, e.confidence DESC, e.id, article.id, p.name
WITH a, b, count(DISTINCT meeting) AS meetings, min(e.start) AS first, max(e.start) AS last,
     collect(DISTINCT p.name) AS places, count(DISTINCT article.id) AS articles, collect(e)[0] AS latest,
     collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, b.name AS partner, b.kind AS kind, b.country AS country, meetings AS meetings, first AS first,
       last AS last, places AS places, articles AS articles, words.sentence AS sentence, report.source AS outlet,
       report.id AS article, latest.id AS event
ORDER BY meetings DESC, articles DESC, actor, partner, event
LIMIT $top
