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
// column: meetings integer — meetings that the texts assert, not by phone; those of one day count once
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
MATCH (a)-[met:MET|TALKED_WITH]-(b:Actor)
WITH a.id AS one, b.id AS other, met.event_id AS event
MATCH (e:Event {id: event})
WHERE coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH one, other, e.id AS id, e.start AS start,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE e.id END AS meeting
WITH one, other, count(DISTINCT meeting) AS meetings, min(start) AS first, max(start) AS last,
     collect(DISTINCT id) AS events
ORDER BY meetings DESC, last IS NULL, last DESC, one, other
LIMIT $top
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
UNWIND events AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH a, b, meetings, first, last, e, r, article, p
ORDER BY e.start IS NULL, e.start DESC, e.confidence DESC, e.id, article.id, p.name
WITH a, b, meetings, first, last, collect(DISTINCT p.name) AS places, count(DISTINCT article.id) AS articles,
     collect(e)[0] AS latest, collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, b.name AS partner, b.kind AS kind, b.country AS country, meetings AS meetings, first AS first,
       last AS last, places AS places, articles AS articles, words.sentence AS sentence, report.source AS outlet,
       report.id AS article, latest.id AS event
ORDER BY meetings DESC, last IS NULL, last DESC, actor, partner, a.id, b.id
