// title: Coverage
// question: Which sources does the corpus hold, from which days, and what came out of them?
// param: outlet string = "" — any part of the source's name; empty for all
// param: since date = null — only articles published from this day on; leaves out those without a date
// param: until date = null — only articles published up to this day; leaves out those without a date
// column: outlet string — who published
// column: published date — the day
// column: articles integer — articles of that source and day
// column: without_events integer — of these, articles without an event
// column: events integer — events that they report
// column: dated integer — of these, events with a date
// column: placed integer — of these, events with a place
// column: confidence number — mean confidence of the events, from 0 to 1
// column: article_ids strings — ids of the articles
// chart: bar
// related: evidence

// Confidences are summed as whole thousandths: a sum of fractions depends on their order, and each store has its own.
MATCH (article:Article)
WHERE ($outlet = '' OR toLower(article.source) CONTAINS toLower($outlet))
  AND ($since IS NULL OR article.published >= $since)
  AND ($until IS NULL OR article.published <= $until)
OPTIONAL MATCH (article)<-[:REPORTED_IN]-(e:Event)
WITH article, e, CASE WHEN e IS NULL THEN 0 WHEN EXISTS { (e)-[:AT]->(:Place) } THEN 1 ELSE 0 END AS placed
WITH article, count(e) AS events, sum(CASE WHEN e.start IS NULL THEN 0 ELSE 1 END) AS dated, sum(placed) AS placed,
     sum(toInteger(round(e.confidence * 1000))) AS thousandths
ORDER BY article.id
WITH article.source AS outlet, article.published AS published, count(article) AS articles,
     sum(CASE WHEN events = 0 THEN 1 ELSE 0 END) AS without_events, sum(events) AS events, sum(dated) AS dated,
     sum(placed) AS placed, sum(thousandths) AS thousandths, collect(article.id) AS article_ids
RETURN outlet AS outlet, published AS published, articles AS articles, without_events AS without_events,
       events AS events, dated AS dated, placed AS placed,
       CASE WHEN events = 0 THEN null ELSE floor(thousandths / 10.0 / events + 0.5) / 100 END AS confidence,
       article_ids AS article_ids
ORDER BY published, outlet
