// title: Triads with a hostile third
// question: Which two countries have a common opponent, and which is torn between two that are hostile?
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: top integer = 50 — at most so many triads, those whose weakest tie is the strongest
// column: one string — ISO 3166 alpha-3 code; in a torn triad the one that cooperates with both
// column: other string — ISO 3166 alpha-3 code
// column: third string — ISO 3166 alpha-3 code; the common opponent, or in a torn triad the other's opponent
// column: kind string — common opponent: one and other cooperate, both in conflict with third; torn: one cooperates with
//   other and third, which are in conflict
// column: one_and_other integer — asserted events of cooperation less those of conflict between one and other
// column: one_and_third integer — the same between one and third
// column: other_and_third integer — the same between other and third
// chart: network
// algorithm: triads
// related: country-blocs, country-matrix
// scan: CountryMonth — all countries are compared, once for each version of the graph
MATCH (c:CountryMonth {modality: 'asserted'})
WHERE ($since IS NULL OR c.month >= date.truncate('month', $since))
  AND ($until IS NULL OR c.month <= $until)
RETURN c.source AS source, c.target AS target, sum(c.events) AS events, sum(c.q1) AS q1, sum(c.q2) AS q2,
       sum(c.q3) AS q3, sum(c.q4) AS q4
