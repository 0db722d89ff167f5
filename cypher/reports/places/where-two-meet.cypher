// title: Where two actors meet
// question: Where does this actor meet the other, or anyone, and how often?
// param: actor actor = "*" — one of the two: a name, an alias or a part of one; * for the one with most events
// param: other actor = "" — the other, in the same way; empty for anyone
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// column: place string — where; empty for meetings that are told without a place
// column: country string — ISO 3166 alpha-3 code
// column: lat number — degrees north, WGS 84
// column: lon number — degrees east, WGS 84
// column: meetings integer — days on which they met there, and undated reports; as the texts assert, not by phone
// column: partners strings — whom the actor met there
// column: first date — the first meeting with a date
// column: last date — the last meeting with a date
// column: sentence string — the words of the last one
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of its event, for the report evidence and for explain
// chart: map
// related: meetings, events-at-place
MATCH (a:Actor)
WHERE a.id IN $actor
CALL {
  WITH a
  MATCH (a)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(b:Actor)
  WHERE e.event_type = 'CONSULT' AND coalesce(e.modality, '') = 'asserted' AND coalesce(e.mode, '') <> 'phone'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e.id AS event, b.id AS partner, b.name AS name
  UNION
  WITH a
  MATCH (a)<-[:TARGET]-(e:Event)<-[:SOURCE_OF]-(b:Actor)
  WHERE e.event_type = 'CONSULT' AND coalesce(e.modality, '') = 'asserted' AND coalesce(e.mode, '') <> 'phone'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e.id AS event, b.id AS partner, b.name AS name
}
WITH a, event, partner, name
WHERE a.id <> partner AND (size($other) = 0 OR partner IN $other)
MATCH (e:Event {id: event})
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH event, name, e.start AS start, p.id AS at,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE event END AS meeting
ORDER BY start IS NULL, start DESC, event
WITH at, count(DISTINCT meeting) AS meetings, collect(DISTINCT name) AS names, min(start) AS first, max(start) AS last,
     collect(event)[0] AS event
MATCH (e:Event {id: event})
OPTIONAL MATCH (p:Place {id: at})
CALL {
  WITH names
  UNWIND names AS name
  WITH name
  ORDER BY name
  RETURN collect(name) AS partners
}
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
RETURN p.name AS place, p.country AS country, p.lat AS lat, p.lon AS lon, meetings AS meetings, partners AS partners,
       first AS first, last AS last, sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY place IS NULL, meetings DESC, place, event
