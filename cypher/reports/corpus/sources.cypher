// title: Sources
// question: How much comes from each source, over which time, and how much of it is coded?
// param: since date = null — only articles published from this day on; leaves out those without a date
// param: until date = null — only articles published up to this day; leaves out those without a date
// column: outlet string — who published; empty for articles that name no source
// column: articles integer — articles
// column: without_events integer — of these, articles without an event
// column: events integer — events that they report, of every modality
// column: unasserted integer — of these, planned, hypothetical, denied or alleged
// column: events_per_article number — events an article
// column: dated number — share of the events with a date, from 0 to 1
// column: placed number — share of the events with a place, from 0 to 1
// column: confidence number — mean confidence of the events, from 0 to 1
// column: first date — the first day of publication
// column: last date — the last day of publication
// column: days integer — days with an article
// chart: bar
// related: coverage, article-yield
// scan: CoverageDay has a row a source and day, and all of them are summed; the articles themselves are not read
MATCH (c:CoverageDay)
WHERE ($since IS NULL OR c.published >= $since) AND ($until IS NULL OR c.published <= $until)
WITH c.outlet AS outlet, sum(c.articles) AS articles, sum(c.without_events) AS without_events,
     sum(c.events) + sum(c.unasserted) AS events, sum(c.unasserted) AS unasserted, sum(c.dated) AS dated,
     sum(c.placed) AS placed, sum(c.confidence_thousandths) AS thousandths, min(c.published) AS first,
     max(c.published) AS last, count(c.published) AS days
RETURN outlet AS outlet, articles AS articles, without_events AS without_events, events AS events,
       unasserted AS unasserted, floor(events * 100.0 / articles + 0.5) / 100 AS events_per_article,
       CASE WHEN events = 0 THEN null ELSE floor(dated * 100.0 / events + 0.5) / 100 END AS dated,
       CASE WHEN events = 0 THEN null ELSE floor(placed * 100.0 / events + 0.5) / 100 END AS placed,
       CASE WHEN events = 0 THEN null ELSE floor(thousandths / 10.0 / events + 0.5) / 100 END AS confidence,
       first AS first, last AS last, days AS days
ORDER BY articles DESC, outlet IS NULL, outlet
