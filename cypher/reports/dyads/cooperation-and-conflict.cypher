// title: Cooperation and conflict
// question: How do two countries stand to each other, month by month?
// param: country string = "" — one of the two: ISO 3166 alpha-3 code, or the name of a state; empty for any
// param: other string = "" — the other of the two, in the same way
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// column: month date — first day of the month; empty for events whose month is not known
// column: country string — one of the two
// column: other string — the other
// column: events integer — events between actors of the two
// column: verbal_cooperation integer — of quad class 1
// column: material_cooperation integer — of quad class 2
// column: verbal_conflict integer — of quad class 3
// column: material_conflict integer — of quad class 4
// column: goldstein number — mean of the Goldstein scores, from -10 to 10
// column: sentence string — the words of the event with the strongest score
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of that event, for the report evidence and for explain
// chart: line
// related: dyad-timeline

// Scores are summed as whole tenths: a sum of fractions depends on their order, and each store has its own.
OPTIONAL MATCH (s:Actor {kind: 'state'})
WHERE toLower(s.name) = toLower($country) OR any(alias IN s.aliases WHERE toLower(alias) = toLower($country))
WITH collect(s.country) + [toUpper($country)] AS one
OPTIONAL MATCH (s:Actor {kind: 'state'})
WHERE toLower(s.name) = toLower($other) OR any(alias IN s.aliases WHERE toLower(alias) = toLower($other))
WITH one, collect(s.country) + [toUpper($other)] AS two
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(b:Actor)
WHERE a.country <> b.country AND ($modality = '' OR e.modality = $modality)
  AND ((($country = '' OR a.country IN one) AND ($other = '' OR b.country IN two))
    OR (($country = '' OR b.country IN one) AND ($other = '' OR a.country IN two)))
WITH DISTINCT e, CASE WHEN a.country < b.country THEN a.country ELSE b.country END AS x,
     CASE WHEN a.country < b.country THEN b.country ELSE a.country END AS y
MATCH (e)-[r:REPORTED_IN]->(article:Article)
WITH e, x, y, r, article
ORDER BY article.published, article.id
WITH e, x, y, collect(r)[0] AS words, collect(article)[0] AS report
ORDER BY abs(coalesce(e.goldstein, 0.0)) DESC, e.id
WITH CASE WHEN e.granularity IN ['day', 'week', 'month'] THEN date.truncate('month', e.start) ELSE null END AS month,
     x, y, count(e) AS events,
     sum(CASE WHEN e.quad = 1 THEN 1 ELSE 0 END) AS verbal_cooperation,
     sum(CASE WHEN e.quad = 2 THEN 1 ELSE 0 END) AS material_cooperation,
     sum(CASE WHEN e.quad = 3 THEN 1 ELSE 0 END) AS verbal_conflict,
     sum(CASE WHEN e.quad = 4 THEN 1 ELSE 0 END) AS material_conflict,
     sum(toInteger(round(e.goldstein * 10))) AS tenths, count(e.goldstein) AS scored,
     collect(e)[0] AS strongest, collect(words)[0] AS words, collect(report)[0] AS report
RETURN month AS month, x AS country, y AS other, events AS events, verbal_cooperation AS verbal_cooperation,
       material_cooperation AS material_cooperation, verbal_conflict AS verbal_conflict,
       material_conflict AS material_conflict,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       words.sentence AS sentence, report.source AS outlet, report.id AS article, strongest.id AS event
ORDER BY month, country, other
