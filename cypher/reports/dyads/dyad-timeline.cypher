// title: Dyad timeline
// question: What did these two do to each other, day by day?
// param: actor actor = "*" — one of the two: a name, an alias or a part of one; * for the actor with most events
// param: other actor = "*" — the other, in the same way; * for the one that has most events with the first
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: latest integer = 200 — at most so many events, the latest; those without a date come last among them
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
// related: dyad-balance, escalation, mediators, path-between
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (b:Actor)
WHERE b.id IN $other AND b.id <> a.id
CALL {
  WITH a, b
  MATCH (a)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(b)
  RETURN e, 1 AS direction
  UNION ALL
  WITH a, b
  MATCH (b)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(a)
  RETURN e, -1 AS direction
}
WITH a.id AS one, b.id AS two, e.id AS id, e.start AS start, sum(direction) AS direction
WHERE ($since IS NULL OR start >= $since)
  AND ($until IS NULL OR start <= $until)
WITH one, two, id, start, direction
ORDER BY start IS NULL, start DESC, id, one, two
LIMIT $latest
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: two})
MATCH (e:Event {id: id})
OPTIONAL MATCH (e)-[:AT]->(p:Place)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH a, b, e, direction, p, r, article
ORDER BY article.published, article.id
WITH a, b, e, direction, collect(p.name)[0] AS place, collect(r)[0] AS words, collect(article)[0] AS report
RETURN e.start AS date, e.granularity AS granularity, CASE WHEN direction < 0 THEN b.name ELSE a.name END AS source,
       e.event_type AS type, e.mode AS mode, CASE WHEN direction < 0 THEN a.name ELSE b.name END AS target,
       direction = 0 AS mutual, e.goldstein AS goldstein, place AS place, e.modality AS modality,
       words.sentence AS sentence, report.source AS outlet, report.id AS article, e.id AS event
ORDER BY date, source, target, event
