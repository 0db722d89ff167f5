// title: Events at a place
// question: What happened there, and who was in it?
// param: place string = "" — any part of the place's name or of one that it lies in, or an alpha-3 code; empty for all
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// column: place string — where it happened
// column: country string — ISO 3166 alpha-3 code
// column: date date — first day of the event; rows without a date come last
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source strings — who acts
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: target strings — who is acted on
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: lat number — degrees north, WGS 84
// column: lon number — degrees east, WGS 84
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: map
// related: evidence
MATCH (e:Event)-[:AT]->(p:Place)
WHERE ($place = '' OR toLower(p.name) CONTAINS toLower($place) OR p.country = toUpper($place)
       OR EXISTS { MATCH (p)-[:IN*1..4]->(q:Place) WHERE toLower(q.name) CONTAINS toLower($place) })
  AND (size($types) = 0 OR e.event_type IN $types)
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
OPTIONAL MATCH (a:Actor)-[:SOURCE_OF]->(e)
WITH e, p, a ORDER BY a.name
WITH e, p, collect(DISTINCT a.name) AS source
OPTIONAL MATCH (e)-[:TARGET]->(b:Actor)
WITH e, p, source, b ORDER BY b.name
WITH e, p, source, collect(DISTINCT b.name) AS target
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH e, p, source, target, r, article
ORDER BY article.published, article.id
WITH e, p, source, target, collect(r)[0] AS words, collect(article)[0] AS report
RETURN p.name AS place, p.country AS country, e.start AS date, e.granularity AS granularity, source AS source,
       e.event_type AS type, e.mode AS mode, target AS target, e.modality AS modality, p.lat AS lat, p.lon AS lon,
       words.sentence AS sentence, report.source AS outlet, report.id AS article, e.id AS event
ORDER BY place, country, date, event
