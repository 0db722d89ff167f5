// title: Low confidence first
// question: Which events is the coder least sure of, so that a person looks at them first?
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: below number = 1 — only events with at most this confidence, from 0 to 1
// param: top integer = 100 — at most so many, the least sure first
// column: confidence number — how sure the coder is, from 0 to 1
// column: name string — the event in short
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: cameo string — CAMEO code
// column: date date — first day of the event
// column: source strings — who acts
// column: target strings — who is acted on
// column: place string — where
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: trigger string — the words that carry the act
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// related: evidence, article-yield
CALL {
  MATCH (e:Event)
  WHERE e.confidence >= 0 AND e.confidence <= $below AND (size($types) = 0 OR e.event_type IN $types)
  RETURN e.confidence AS low
  ORDER BY e.confidence LIMIT $top
}
WITH DISTINCT low
MATCH (e:Event {confidence: low})
WHERE (size($types) = 0 OR e.event_type IN $types)
WITH e
ORDER BY e.confidence, e.id
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
  RETURN r.sentence AS sentence, r.trigger AS trigger, article.source AS outlet, article.id AS article_id
}
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, source, target, sentence, trigger, outlet, article_id, p
ORDER BY p.name
WITH e, source, target, sentence, trigger, outlet, article_id, collect(p.name)[0] AS place
RETURN e.confidence AS confidence, e.name AS name, e.event_type AS type, e.mode AS mode, e.cameo AS cameo,
       e.start AS date, source AS source, target AS target, place AS place, e.modality AS modality,
       trigger AS trigger, sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY confidence, event
