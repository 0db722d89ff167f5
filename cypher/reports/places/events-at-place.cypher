// title: Events at a place
// question: What happened there, and who was in it?
// param: place place = "*" — the place, with all that lies in it: a name in any spelling, a country too;
//   * for the one with most events
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: place string — where it happened
// column: country string — ISO 3166 alpha-3 code
// column: date date — first day of the event
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source strings — who acts
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: target strings — who is acted on
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: lat number — degrees north, WGS 84
// column: lon number — degrees east, WGS 84
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: map
// related: hot-spots, country-map, evidence
MATCH (there:Place)
WHERE there.id IN $place
MATCH (there)<-[:IN*0..4]-(p:Place)
WITH DISTINCT p
MATCH (p)<-[:AT]-(e:Event)
WHERE (size($types) = 0 OR e.event_type IN $types)
  AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
WITH e, p
ORDER BY e.start IS NULL, e.start DESC, e.id
LIMIT $top
CALL {
  WITH e
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  WITH DISTINCT a.name AS name
  ORDER BY name
  RETURN collect(name) AS source
}
CALL {
  WITH e
  MATCH (e)-[:TARGET]->(b:Actor)
  WITH DISTINCT b.name AS name
  ORDER BY name
  RETURN collect(name) AS target
}
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
RETURN p.name AS place, p.country AS country, e.start AS date, e.granularity AS granularity, source AS source,
       e.event_type AS type, e.mode AS mode, target AS target, e.modality AS modality, p.lat AS lat, p.lon AS lon,
       sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event
