// title: Actor timeline
// question: What did this actor do, and what was done to it, day by day?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: latest integer = 200 — at most so many events, the latest; those without a date come last among them
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
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (a)-[:SOURCE_OF|TARGET]-(e:Event)
WHERE (size($types) = 0 OR e.event_type IN $types)
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH DISTINCT a.id AS id, e.id AS event, e.start AS start
ORDER BY start IS NULL, start DESC, event, id
LIMIT $latest
MATCH (a:Actor {id: id})
MATCH (e:Event {id: event})
WITH a, e, [(e)<-[:SOURCE_OF]-(x:Actor) | x.id] AS sources, [(e)-[:TARGET]->(x:Actor) | x.id] AS targets
WITH a, e, CASE WHEN a.id IN sources THEN ['source'] ELSE [] END +
           CASE WHEN a.id IN targets THEN ['target'] ELSE [] END AS parts
OPTIONAL MATCH (e)-[:SOURCE_OF|TARGET]-(b:Actor)
WHERE b.id <> a.id
WITH a, e, parts, b ORDER BY b.name
WITH a, e, parts, collect(DISTINCT b.name) AS others
OPTIONAL MATCH (e)-[:AT]->(p:Place)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH a, e, parts, others, p, r, article
ORDER BY article.published, article.id
WITH a, e, parts, others, collect(p.name)[0] AS place, collect(r)[0] AS words, collect(article)[0] AS report
RETURN e.start AS date, e.granularity AS granularity, a.name AS actor,
       parts AS part, e.event_type AS type, e.mode AS mode,
       others AS others, place AS place, e.modality AS modality, words.sentence AS sentence,
       report.source AS outlet, report.id AS article, e.id AS event
ORDER BY date, actor, event
