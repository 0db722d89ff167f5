// title: Who met whom
// question: Which two met how often, and when first and last?
// param: actor string = "" — only pairs with this actor: any part of its name or of an alias
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: min_meetings integer = 1 — only pairs that met at least this often
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
// related: meetings, dyad-timeline
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event {event_type: 'CONSULT', modality: 'asserted'})-[:TARGET]->(b:Actor)
WHERE a.id <> b.id AND coalesce(e.mode, '') <> 'phone'
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
  AND ($actor = '' OR any(x IN [a, b] WHERE toLower(x.name) CONTAINS toLower($actor)
       OR any(alias IN x.aliases WHERE toLower(alias) CONTAINS toLower($actor))))
MATCH (e)-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH CASE WHEN a.name < b.name OR (a.name = b.name AND a.id < b.id) THEN a ELSE b END AS x,
     CASE WHEN a.name < b.name OR (a.name = b.name AND a.id < b.id) THEN b ELSE a END AS y,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE article.id + ' ' + r.sentence END AS meeting,
     e, r, article, p
ORDER BY coalesce(toString(e.start), '') DESC, e.confidence DESC, e.id, article.id, p.name
WITH x, y, count(DISTINCT meeting) AS meetings, min(e.start) AS first, max(e.start) AS last,
     collect(DISTINCT p.name) AS places, count(DISTINCT article) AS articles,
     collect(e)[0] AS latest, collect(r)[0] AS words, collect(article)[0] AS source
WHERE meetings >= $min_meetings
RETURN x.name AS actor, y.name AS partner, meetings AS meetings, first AS first, last AS last, places AS places,
       articles AS articles, words.sentence AS sentence, source.source AS outlet, source.id AS article,
       latest.id AS event
ORDER BY meetings DESC, articles DESC, actor, partner
