// title: Accusations
// question: Who accuses whom, and of what?
// param: accuser string = "" — any part of the accuser's name or of an alias; empty for every accuser
// param: accused string = "" — any part of the name or of an alias of who is accused; empty for everybody
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// column: date date — first day of the accusation; rows without a date come last
// column: accuser string — who accuses, criticises or investigates
// column: accused string — whom
// column: cameo string — CAMEO code: 09 investigate, 11 disapprove, 112 accuse, …
// column: modality string — of the accusation: asserted, planned, hypothetical, denied or alleged
// column: of strings — what it is about: PLOVER types of the alleged events in the same sentence
// column: of_events strings — their ids
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: network
// related: who-said-what, evidence
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event {event_type: 'ACCUSE'})-[r:REPORTED_IN]->(article:Article)
WHERE ($accuser = '' OR toLower(a.name) CONTAINS toLower($accuser)
       OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS toLower($accuser)))
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
OPTIONAL MATCH (e)-[:TARGET]->(b:Actor)
WITH a, e, r, article, b
WHERE $accused = '' OR toLower(b.name) CONTAINS toLower($accused)
   OR any(alias IN b.aliases WHERE toLower(alias) CONTAINS toLower($accused))
OPTIONAL MATCH (article)<-[same:REPORTED_IN]-(o:Event {modality: 'alleged'})
WHERE same.sentence = r.sentence AND o.id <> e.id
WITH a, e, r, article, b, o ORDER BY o.id
WITH a, e, r, article, b, collect(o.event_type) AS of, collect(o.id) AS of_events
RETURN e.start AS date, a.name AS accuser, b.name AS accused, e.cameo AS cameo, e.modality AS modality, of AS of,
       of_events AS of_events, r.sentence AS sentence, article.source AS outlet, article.id AS article, e.id AS event
ORDER BY date, accuser, accused, event, article
