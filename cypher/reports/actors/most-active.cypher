// title: Most active actors
// question: Who acts, or is acted on, most often?
// param: kind string = "" — person, state, government, military, armed_group, party, …; empty for all
// param: country country = "" — only actors of this country: a name or an ISO 3166 alpha-3 code; empty for all
// param: min_events integer = 1 — only actors with at least so many events
// param: top integer = 50 — at most so many actors
// column: actor string — the actor
// column: kind string — person, state, government, …
// column: country string — ISO 3166 alpha-3 code
// column: events integer — events that it takes part in and that the texts assert
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// column: as_source integer — of all events, those whose source it is
// column: as_target integer — of all events, those whose target it is
// column: goldstein number — mean of the Goldstein scores of the asserted events, from -10 to 10
// column: first date — the first event with a date
// column: last date — the last event with a date
// column: sentence string — the words of the last event
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the last event, for the report evidence and for explain
// chart: bar
// related: actor-profile, actor-timeline, most-central
// scan: Actor — every actor has its counts on it; the ones with most are chosen before anything else is read
MATCH (a:Actor)
WHERE a.events + a.unasserted >= $min_events AND a.latest IS NOT NULL
  AND ($kind = '' OR a.kind = toLower($kind))
  AND (size($country) = 0 OR a.country IN $country)
WITH a
ORDER BY a.events + a.unasserted DESC, a.name, a.id
LIMIT $top
MATCH (latest:Event {id: a.latest})-[r:REPORTED_IN]->(article:Article)
WITH a, latest, r, article
ORDER BY article.published, article.id
WITH a, latest, collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, a.kind AS kind, a.country AS country, a.events AS events, a.unasserted AS unasserted,
       a.as_source AS as_source, a.as_target AS as_target,
       CASE WHEN a.scored = 0 THEN null ELSE floor(a.goldstein_tenths * 10.0 / a.scored + 0.5) / 100 END AS goldstein,
       a.first AS first, a.last AS last, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest.id AS event
ORDER BY a.events + a.unasserted DESC, actor, a.id
