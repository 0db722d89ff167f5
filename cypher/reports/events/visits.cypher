// title: Visits
// question: Who visits whom, where and when?
// param: actor actor = "" — only visits of or to this actor: a name, an alias or a part of one; empty for all
// param: modality string = "" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the visit
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: visitor strings — who travels; where the text tells it of the host, who is received
// column: host strings — who is visited
// column: place string — where
// column: country string — ISO 3166 alpha-3 code of the place
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: meetings, where-two-meet
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'CONSULT'
    AND e.mode IN ['visit', 'host'] AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'CONSULT'
    AND e.mode IN ['visit', 'host'] AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
}
WITH id, start
ORDER BY start IS NULL, start DESC, id
LIMIT $top
MATCH (e:Event {id: id})
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
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, source, target, sentence, outlet, article_id, p
ORDER BY p.name
WITH e, source, target, sentence, outlet, article_id, collect(p)[0] AS p
RETURN e.start AS date, e.granularity AS granularity,
       CASE e.mode WHEN 'host' THEN target ELSE source END AS visitor,
       CASE e.mode WHEN 'host' THEN source ELSE target END AS host, p.name AS place, p.country AS country,
       e.modality AS modality, sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event
