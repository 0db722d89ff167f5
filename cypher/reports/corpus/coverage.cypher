// title: Coverage
// question: Which sources does the corpus hold, from which days, and what came out of them?
// param: outlet string = "" — any part of the source's name; empty for all
// param: since date = null — only articles published from this day on; leaves out those without a date
// param: until date = null — only articles published up to this day; leaves out those without a date
// param: top integer = 500 — at most so many rows, the latest first, articles without a date last
// column: outlet string — who published
// column: published date — the day
// column: articles integer — articles of that source and day
// column: without_events integer — of these, articles without an event
// column: events integer — events that they report, of every modality
// column: unasserted integer — of these, planned, hypothetical, denied or alleged
// column: dated integer — of these, events with a date
// column: placed integer — of these, events with a place
// column: confidence number — mean confidence of the events, from 0 to 1
// chart: bar
// related: sources, article-yield
// scan: CoverageDay has a row a source and day; the articles and events themselves are not read
MATCH (c:CoverageDay)
WHERE ($outlet = '' OR toLower(c.outlet) CONTAINS toLower($outlet))
  AND ($since IS NULL OR c.published >= $since) AND ($until IS NULL OR c.published <= $until)
WITH c, coalesce(c.events, 0) + coalesce(c.unasserted, 0) AS events
RETURN c.outlet AS outlet, c.published AS published, coalesce(c.articles, 0) AS articles,
       coalesce(c.without_events, 0) AS without_events, events AS events, coalesce(c.unasserted, 0) AS unasserted,
       coalesce(c.dated, 0) AS dated, coalesce(c.placed, 0) AS placed,
       CASE WHEN events = 0 THEN null
            ELSE floor(coalesce(c.confidence_thousandths, 0) / 10.0 / events + 0.5) / 100 END AS confidence
ORDER BY published IS NULL, published DESC, outlet IS NULL, outlet
LIMIT $top
