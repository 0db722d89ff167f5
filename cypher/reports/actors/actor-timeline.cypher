// title: Actor timeline
// question: What did this actor do, and what was done to it, day by day?
// param: actor string = "" — any part of its name or of an alias; empty for every actor
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// column: date date — first day of the event; rows without a date come last
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: actor string — the actor
// column: part strings — source, target or both
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: others strings — the other actors of the event
// column: place string — where it happened
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: actor-profile, dyad-timeline
MATCH (a:Actor)-[part:SOURCE_OF|TARGET]-(e:Event)
WHERE ($actor = '' OR toLower(a.name) CONTAINS toLower($actor)
       OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS toLower($actor)))
  AND (size($types) = 0 OR e.event_type IN $types)
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH a, e, CASE type(part) WHEN 'SOURCE_OF' THEN 'source' ELSE 'target' END AS part
ORDER BY part
WITH a, e, collect(DISTINCT part) AS part
OPTIONAL MATCH (e)-[:SOURCE_OF|TARGET]-(b:Actor)
WHERE b.id <> a.id
WITH a, e, part, b ORDER BY b.name
WITH a, e, part, collect(DISTINCT b.name) AS others
OPTIONAL MATCH (e)-[:AT]->(p:Place)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH a, e, part, others, p, r, article
ORDER BY article.published, article.id
WITH a, e, part, others, collect(p.name)[0] AS place, collect(r)[0] AS words, collect(article)[0] AS source
RETURN e.start AS date, e.granularity AS granularity, a.name AS actor, part AS part, e.event_type AS type,
       e.mode AS mode, others AS others, place AS place, e.modality AS modality, words.sentence AS sentence,
       source.source AS outlet, source.id AS article, e.id AS event
ORDER BY date, actor, event
