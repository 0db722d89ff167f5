// title: Most active actors
// question: Who acts, or is acted on, most often?
// param: kind string = "" — person, state, government, military, armed_group, party, …; empty for all
// param: country string = "" — ISO 3166 alpha-3 code; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: min_events integer = 1 — only actors with at least so many events
// column: actor string — the actor
// column: kind string — person, state, government, …
// column: country string — ISO 3166 alpha-3 code
// column: events integer — events that it takes part in
// column: as_source integer — of these, those whose source it is
// column: as_target integer — of these, those whose target it is
// column: goldstein number — mean of the Goldstein scores of the events, from -10 to 10
// column: first date — the first event with a date
// column: last date — the last event with a date
// column: sentence string — the words of the last event
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the last event, for the report evidence and for explain
// chart: bar
// related: actor-profile, actor-timeline

// Scores are summed as whole tenths: a sum of fractions depends on their order, and each store has its own.
MATCH (a:Actor)-[part:SOURCE_OF|TARGET]-(e:Event)
WHERE ($kind = '' OR a.kind = toLower($kind))
  AND ($country = '' OR a.country = toUpper($country))
  AND ($since IS NULL OR e.start >= $since)
  AND ($until IS NULL OR e.start <= $until)
WITH a, e, max(CASE type(part) WHEN 'SOURCE_OF' THEN 1 ELSE 0 END) AS as_source,
     max(CASE type(part) WHEN 'TARGET' THEN 1 ELSE 0 END) AS as_target
ORDER BY coalesce(toString(e.start), '') DESC, e.id
WITH a, count(e) AS events, sum(as_source) AS as_source, sum(as_target) AS as_target,
     sum(toInteger(round(e.goldstein * 10))) AS tenths, count(e.goldstein) AS scored,
     min(e.start) AS first, max(e.start) AS last, collect(e)[0] AS latest
WHERE events >= $min_events
MATCH (latest)-[r:REPORTED_IN]->(article:Article)
WITH a, events, as_source, as_target, tenths, scored, first, last, latest, r, article
ORDER BY article.published, article.id
WITH a, events, as_source, as_target, tenths, scored, first, last, latest, collect(r)[0] AS words,
     collect(article)[0] AS report
RETURN a.name AS actor, a.kind AS kind, a.country AS country, events AS events, as_source AS as_source,
       as_target AS as_target,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       first AS first, last AS last, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest.id AS event
ORDER BY events DESC, actor, event
