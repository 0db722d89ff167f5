// title: Blocs of countries
// question: Which countries stand together, and against whom?
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: min_size integer = 2 — only blocs of at least so many countries
// column: bloc integer — number of the bloc, 1 for the largest
// column: size integer — how many countries it has
// column: country string — one of them, ISO 3166 alpha-3 code
// column: cooperation_inside integer — its asserted events of cooperation with others of the bloc
// column: conflict_inside integer — its asserted events of conflict with them
// column: conflict_outside integer — its asserted events of conflict with all others
// column: opponents strings — with whom it has most of that conflict, alpha-3 codes
// chart: network bloc country
// algorithm: blocs
// related: country-matrix, hostile-triads, communities
// scan: CountryMonth — all countries are compared, once for each version of the graph
MATCH (c:CountryMonth {modality: 'asserted'})
WHERE ($since IS NULL OR c.month >= date.truncate('month', $since))
  AND ($until IS NULL OR c.month <= $until)
RETURN c.source AS source, c.target AS target, sum(c.events) AS events, sum(c.q1) AS q1, sum(c.q2) AS q2,
       sum(c.q3) AS q3, sum(c.q4) AS q4
