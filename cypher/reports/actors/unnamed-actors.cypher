// title: Unnamed actors
// question: Who acts or is acted on without a name, as "three gunmen"?
// param: kind string = "" — person, military, armed_group, …; empty for all
// param: country country = "" — only those of this country: a name or an ISO 3166 alpha-3 code; empty for all
// param: top integer = 100 — at most so many actors, those of the latest events
// column: actor string — the words of the text
// column: kind string — person, military, armed_group, …
// column: country string — ISO 3166 alpha-3 code
// column: as_source integer — events whose source it is
// column: as_target integer — events whose target it is
// column: name string — the latest of these events in short
// column: date date — its first day
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// related: unresolved-actors, most-active
MATCH (a:Actor)
WHERE a.id STARTS WITH 'unnamed:' AND a.latest IS NOT NULL
  AND ($kind = '' OR a.kind = toLower($kind))
  AND (size($country) = 0 OR a.country IN $country)
WITH a
ORDER BY coalesce(toString(a.last), '') DESC, a.id
LIMIT $top
MATCH (e:Event {id: a.latest})-[r:REPORTED_IN]->(article:Article)
WITH a, e, r, article
ORDER BY article.published, article.id
WITH a, e, collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, a.kind AS kind, a.country AS country, a.as_source AS as_source, a.as_target AS as_target,
       e.name AS name, e.start AS date, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       e.id AS event
ORDER BY coalesce(toString(a.last), '') DESC, a.id
