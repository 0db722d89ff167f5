// title: Matrix of countries
// question: Which country does how much to which, in cooperation and in conflict?
// param: country country = "" — only from or to this country: a name or an ISO 3166 alpha-3 code; empty for all
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: top integer = 100 — at most so many cells, those with most events
// column: source string — whose actors act, ISO 3166 alpha-3 code
// column: target string — whose actors are acted on, ISO 3166 alpha-3 code
// column: events integer — asserted events; a meeting counts from each to the other
// column: cooperation integer — of these verbal or material cooperation
// column: conflict integer — of these verbal or material conflict
// column: goldstein number — mean of their Goldstein scores, from -10 to 10
// column: mentions integer — articles that report each of them, summed
// chart: matrix
// related: cooperation-and-conflict, country-blocs, hostile-triads
// scan: CountryPair, and with dates CountryMonth — one row two countries (and a month) is all that is read
CALL {
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [1] ELSE [] END AS always
  MATCH (c:CountryPair {modality: 'asserted'})
  WHERE size($country) = 0 OR c.source IN $country OR c.target IN $country
  RETURN c.source AS x, c.target AS y, c.mutual AS mutual, c.events AS events,
         coalesce(c.q1, 0) + coalesce(c.q2, 0) AS cooperation, coalesce(c.q3, 0) + coalesce(c.q4, 0) AS conflict,
         c.goldstein_tenths AS tenths, c.scored AS scored, c.mentions AS mentions
  UNION ALL
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [] ELSE [1] END AS dated
  MATCH (c:CountryMonth {modality: 'asserted'})
  WHERE (size($country) = 0 OR c.source IN $country OR c.target IN $country)
    AND ($since IS NULL OR c.month >= date.truncate('month', $since))
    AND ($until IS NULL OR c.month <= $until)
  RETURN c.source AS x, c.target AS y, c.mutual AS mutual, sum(c.events) AS events,
         sum(c.q1) + sum(c.q2) AS cooperation, sum(c.q3) + sum(c.q4) AS conflict, sum(c.goldstein_tenths) AS tenths,
         sum(c.scored) AS scored, sum(c.mentions) AS mentions
}
UNWIND CASE WHEN mutual THEN [[x, y], [y, x]] ELSE [[x, y]] END AS cell
WITH cell[0] AS source, cell[1] AS target, sum(events) AS events, sum(cooperation) AS cooperation,
     sum(conflict) AS conflict, sum(tenths) AS tenths, sum(scored) AS scored, sum(mentions) AS mentions
RETURN source AS source, target AS target, events AS events, cooperation AS cooperation, conflict AS conflict,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       mentions AS mentions
ORDER BY events DESC, source, target
LIMIT $top
