// title: Hot spots
// question: Where does most happen, and where is it fought out?
// param: since date = null — only from this month on; leaves out events without a date as exact as a month
// param: until date = null — only up to this month; leaves out events without a date as exact as a month
// param: conflict boolean = false — rank by material conflict, in place of all events
// param: top integer = 50 — at most so many places
// column: place string — the place
// column: kind string — city, admin, country, facility, …
// column: country string — ISO 3166 alpha-3 code
// column: lat number — degrees north, WGS 84
// column: lon number — degrees east, WGS 84
// column: events integer — events there that the texts assert
// column: cooperation integer — of these, verbal and material cooperation
// column: verbal_conflict integer — of these, verbal conflict
// column: material_conflict integer — of these, material conflict
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// column: mentions integer — reports of the asserted events in articles
// column: goldstein number — mean of their Goldstein scores, from -10 to 10
// column: first_month date — the first month with an event
// column: last_month date — the last month with an event
// column: place_id string — key of the place
// chart: map
// related: events-at-place, country-map
// scan: PlaceTotal, and with dates PlaceMonth — a row a place (and month), which are summed; no events are read
CALL {
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [1] ELSE [] END AS always
  MATCH (m:PlaceTotal)
  RETURN m.place AS id, coalesce(m.events, 0) AS events, coalesce(m.q1, 0) + coalesce(m.q2, 0) AS cooperation,
         coalesce(m.q3, 0) AS verbal, coalesce(m.q4, 0) AS material, coalesce(m.unasserted, 0) AS unasserted,
         coalesce(m.mentions, 0) AS mentions, coalesce(m.goldstein_tenths, 0) AS tenths, coalesce(m.scored, 0) AS scored
  UNION ALL
  UNWIND CASE WHEN $since IS NULL AND $until IS NULL THEN [] ELSE [1] END AS dated
  MATCH (m:PlaceMonth)
  WHERE ($since IS NULL OR m.month >= date.truncate('month', coalesce($since, date('0001-01-01'))))
    AND ($until IS NULL OR m.month <= $until)
  RETURN m.place AS id, sum(m.events) AS events, sum(m.q1) + sum(m.q2) AS cooperation, sum(m.q3) AS verbal,
         sum(m.q4) AS material, sum(m.unasserted) AS unasserted, sum(m.mentions) AS mentions,
         sum(m.goldstein_tenths) AS tenths, sum(m.scored) AS scored
}
WITH id, events, cooperation, verbal, material, unasserted, mentions, tenths, scored
ORDER BY CASE WHEN $conflict THEN material ELSE events END DESC, events + unasserted DESC, id
LIMIT $top
CALL {
  WITH id
  MATCH (m:PlaceMonth {place: id})
  WHERE ($since IS NULL OR m.month >= date.truncate('month', coalesce($since, date('0001-01-01'))))
    AND ($until IS NULL OR m.month <= $until)
  RETURN min(m.month) AS first, max(m.month) AS last
}
MATCH (p:Place {id: id})
RETURN p.name AS place, p.kind AS kind, p.country AS country, p.lat AS lat, p.lon AS lon, events AS events,
       cooperation AS cooperation, verbal AS verbal_conflict, material AS material_conflict, unasserted AS unasserted,
       mentions AS mentions,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       first AS first_month, last AS last_month, p.id AS place_id
ORDER BY CASE WHEN $conflict THEN material_conflict ELSE events END DESC, events + unasserted DESC, place_id
