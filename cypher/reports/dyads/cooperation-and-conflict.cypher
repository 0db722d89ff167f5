// title: Cooperation and conflict
// question: How do cooperation and conflict between countries go up and down, month by month?
// param: country country = "" — one of the two: a name or an ISO 3166 alpha-3 code; empty for any
// param: other country = "" — the other of the two, in the same way
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: top integer = 10 — at most so many pairs of countries, those with most events in all
// column: month date — first day of the month; the row without one counts events without a month
// column: country string — one of the two, ISO 3166 alpha-3 code
// column: other string — the other of the two, ISO 3166 alpha-3 code
// column: events integer — events between actors of the two
// column: verbal_cooperation integer — of these by quad class
// column: material_cooperation integer — of these by quad class
// column: verbal_conflict integer — of these by quad class
// column: material_conflict integer — of these by quad class
// column: goldstein number — mean of the Goldstein scores of the events, from -10 to 10
// column: mentions integer — articles that report each of them, summed
// chart: line
// related: country-matrix, dyad-balance, dyad-timeline
// scan: CountryPair, and with dates CountryMonth — one row two countries (and a month) is all that is read to choose pairs
CALL {
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [1] ELSE [] END AS always
  MATCH (c:CountryPair)
  WHERE ($modality = '' OR c.modality = $modality)
    AND (size($country) = 0 OR c.source IN $country OR c.target IN $country)
    AND (size($other) = 0 OR c.source IN $other OR c.target IN $other)
  RETURN CASE WHEN c.source < c.target THEN c.source ELSE c.target END AS x,
         CASE WHEN c.source < c.target THEN c.target ELSE c.source END AS y, sum(c.events) AS events
  UNION ALL
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [] ELSE [1] END AS dated
  MATCH (c:CountryMonth)
  WHERE ($modality = '' OR c.modality = $modality)
    AND (size($country) = 0 OR c.source IN $country OR c.target IN $country)
    AND (size($other) = 0 OR c.source IN $other OR c.target IN $other)
    AND ($since IS NULL OR c.month >= date.truncate('month', $since))
    AND ($until IS NULL OR c.month <= $until)
  RETURN CASE WHEN c.source < c.target THEN c.source ELSE c.target END AS x,
         CASE WHEN c.source < c.target THEN c.target ELSE c.source END AS y, sum(c.events) AS events
}
WITH x, y, events
ORDER BY events DESC, x, y
LIMIT $top
UNWIND [[x, y], [y, x]] AS way
MATCH (c:CountryMonth {source: way[0], target: way[1]})
WHERE ($modality = '' OR c.modality = $modality)
  AND ($since IS NULL OR c.month >= date.truncate('month', $since))
  AND ($until IS NULL OR c.month <= $until)
WITH c.month AS month, x, y, sum(c.events) AS events, sum(c.q1) AS q1, sum(c.q2) AS q2, sum(c.q3) AS q3,
     sum(c.q4) AS q4, sum(c.goldstein_tenths) AS tenths, sum(c.scored) AS scored, sum(c.mentions) AS mentions
RETURN month AS month, x AS country, y AS other, events AS events, q1 AS verbal_cooperation,
       q2 AS material_cooperation, q3 AS verbal_conflict, q4 AS material_conflict,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       mentions AS mentions
ORDER BY month, country, other
