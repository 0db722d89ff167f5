// title: A country's map of events
// question: Where in this country do events happen, and of what kind?
// param: country place = "*" — the country, or any place in it, in any spelling;
//   * for that of the place with most events; of a place in no country, the place alone
// param: since date = null — only from this month on; leaves out events without a date as exact as a month
// param: until date = null — only up to this month; leaves out events without a date as exact as a month
// column: place string — the place; the country itself for events that are placed no closer
// column: kind string — city, admin, country, facility, …
// column: country string — ISO 3166 alpha-3 code
// column: lat number — degrees north, WGS 84
// column: lon number — degrees east, WGS 84
// column: events integer — events there that the texts assert
// column: cooperation integer — of these, verbal and material cooperation
// column: conflict integer — of these, verbal and material conflict
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// column: goldstein number — mean of the Goldstein scores of the asserted events, from -10 to 10
// column: first_month date — the first month with an event
// column: last_month date — the last month with an event
// column: place_id string — key of the place
// chart: map
// related: hot-spots, events-at-place
CALL {
  MATCH (p:Place)
  WHERE p.id IN $country
  RETURN p
  UNION
  MATCH (given:Place)
  WHERE given.id IN $country
  WITH DISTINCT given.country AS code
  MATCH (p:Place {country: code})
  RETURN p
}
MATCH (m:PlaceMonth {place: p.id})
WHERE ($since IS NULL OR m.month >= date.truncate('month', coalesce($since, date('0001-01-01'))))
  AND ($until IS NULL OR m.month <= $until)
WITH p, sum(m.events) AS events, sum(m.q1) + sum(m.q2) AS cooperation, sum(m.q3) + sum(m.q4) AS conflict,
     sum(m.unasserted) AS unasserted, sum(m.goldstein_tenths) AS tenths, sum(m.scored) AS scored,
     min(m.month) AS first, max(m.month) AS last
RETURN p.name AS place, p.kind AS kind, p.country AS country, p.lat AS lat, p.lon AS lon, events AS events,
       cooperation AS cooperation, conflict AS conflict, unasserted AS unasserted,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       first AS first_month, last AS last_month, p.id AS place_id
ORDER BY events DESC, unasserted DESC, place_id
