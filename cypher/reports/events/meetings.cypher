// title: Meetings
// question: Who met whom, when and where?
// param: actor string = "" — only meetings of this actor: any part of its name or of an alias
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// column: date date — first day of the meeting
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: actor string — one side; the source where the text says who went to whom
// column: partner string — the other side
// column: place string — where they met
// column: modality string — what the text makes of it
// column: articles integer — articles that report it
// column: sentence string — the words of the report that the coder is surest of
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: who-met-whom, evidence

// A row a meeting of two: told in several articles or from both sides, it is the same if the day is the same.
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event {event_type: 'CONSULT'})-[:TARGET]->(b:Actor)
WHERE a.id <> b.id AND coalesce(e.mode, '') <> 'phone'
  AND ($modality = '' OR e.modality = $modality)
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
  AND ($actor = '' OR any(x IN [a, b] WHERE toLower(x.name) CONTAINS toLower($actor)
       OR any(alias IN x.aliases WHERE toLower(alias) CONTAINS toLower($actor))))
MATCH (e)-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH CASE WHEN a.id < b.id THEN a ELSE b END AS x,
     CASE WHEN a.id < b.id THEN b ELSE a END AS y,
     CASE WHEN a.id < b.id THEN 1 ELSE -1 END AS direction,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE article.id + ' ' + r.sentence END AS meeting,
     e, r, article, p
ORDER BY e.confidence DESC, e.id, article.id
WITH x, y, meeting, e.modality AS modality, sum(direction) AS direction, count(DISTINCT article) AS articles,
     collect(e)[0] AS first, collect(r)[0] AS words, collect(article)[0] AS source, collect(p.name)[0] AS place
RETURN first.start AS date, first.granularity AS granularity,
       CASE WHEN direction < 0 THEN y.name ELSE x.name END AS actor,
       CASE WHEN direction < 0 THEN x.name ELSE y.name END AS partner,
       place AS place, modality AS modality, articles AS articles, words.sentence AS sentence,
       source.source AS outlet, source.id AS article, first.id AS event
ORDER BY date, actor, partner, event
