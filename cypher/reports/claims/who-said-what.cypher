// title: Who said what
// question: What did each speaker say, and about which event?
// param: speaker string = "" — any part of the speaker's name or of an alias; empty for every speaker
// param: words string = "" — only sentences that contain this
// param: since date = null — only events from this day on; leaves out events without a date
// param: until date = null — only events up to this day; leaves out events without a date
// column: speaker string — who says so
// column: country string — ISO 3166 alpha-3 code of the speaker
// column: date date — first day of the event; rows without a date come last
// column: type string — STATEMENT for what is merely said, else the PLOVER type of the event that the speaker tells of
// column: source strings — who acts, in what the speaker says
// column: target strings — who is acted on, or is told
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: sentence string — the words
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// related: accusations, evidence
MATCH (s:Actor)-[link:SOURCE_OF|STATED_BY]-(e:Event)
WHERE (type(link) = 'STATED_BY' OR e.event_type = 'STATEMENT')
  AND ($speaker = '' OR toLower(s.name) CONTAINS toLower($speaker)
       OR any(alias IN s.aliases WHERE toLower(alias) CONTAINS toLower($speaker)))
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH DISTINCT s, e
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WHERE toLower(r.sentence) CONTAINS toLower($words)
WITH s, e, r, article
ORDER BY article.published, article.id
WITH s, e, collect(r)[0] AS words, collect(article)[0] AS report
OPTIONAL MATCH (a:Actor)-[:SOURCE_OF]->(e)
WITH s, e, words, report, a ORDER BY a.name
WITH s, e, words, report, collect(DISTINCT a.name) AS source
OPTIONAL MATCH (e)-[:TARGET]->(b:Actor)
WITH s, e, words, report, source, b ORDER BY b.name
WITH s, e, words, report, source, collect(DISTINCT b.name) AS target
RETURN s.name AS speaker, s.country AS country, e.start AS date, e.event_type AS type, source AS source,
       target AS target, e.modality AS modality, words.sentence AS sentence, report.source AS outlet,
       report.id AS article, e.id AS event
ORDER BY speaker, date, event
