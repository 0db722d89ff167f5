// title: Dyad timeline
// question: What did these two do to each other, day by day?
// param: actor string = "" — one of the two: any part of its name or of an alias; empty for any actor
// param: other string = "" — the other of the two, in the same way
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// column: date date — first day of the event; rows without a date come last
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source string — who acts
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: target string — who is acted on
// column: mutual boolean — true where each is source and target, as when two meet
// column: goldstein number — from -10, most conflict, to 10, most cooperation
// column: place string — where it happened
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: cooperation-and-conflict, who-met-whom
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(b:Actor)
WHERE a.id <> b.id
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH e, a, b,
     $actor = '' OR toLower(a.name) CONTAINS toLower($actor)
       OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS toLower($actor)) AS a_is_actor,
     $actor = '' OR toLower(b.name) CONTAINS toLower($actor)
       OR any(alias IN b.aliases WHERE toLower(alias) CONTAINS toLower($actor)) AS b_is_actor,
     $other = '' OR toLower(a.name) CONTAINS toLower($other)
       OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS toLower($other)) AS a_is_other,
     $other = '' OR toLower(b.name) CONTAINS toLower($other)
       OR any(alias IN b.aliases WHERE toLower(alias) CONTAINS toLower($other)) AS b_is_other
WHERE (a_is_actor AND b_is_other) OR (a_is_other AND b_is_actor)
WITH e, CASE WHEN a.id < b.id THEN a ELSE b END AS x, CASE WHEN a.id < b.id THEN b ELSE a END AS y,
     sum(CASE WHEN a.id < b.id THEN 1 ELSE -1 END) AS direction
OPTIONAL MATCH (e)-[:AT]->(p:Place)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH e, x, y, direction, p, r, article
ORDER BY article.published, article.id
WITH e, x, y, direction, collect(p.name)[0] AS place, collect(r)[0] AS words, collect(article)[0] AS report
RETURN e.start AS date, e.granularity AS granularity, CASE WHEN direction < 0 THEN y.name ELSE x.name END AS source,
       e.event_type AS type, e.mode AS mode, CASE WHEN direction < 0 THEN x.name ELSE y.name END AS target,
       direction = 0 AS mutual, e.goldstein AS goldstein, place AS place, e.modality AS modality,
       words.sentence AS sentence, report.source AS outlet, report.id AS article, e.id AS event
ORDER BY date, source, target, event
