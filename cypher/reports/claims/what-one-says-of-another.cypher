// title: What one says of another
// question: What does this speaker say of, or to, the other?
// param: speaker actor = "*" — who speaks: a name, an alias or a part of one; * for the actor with most events
// param: other actor = "" — of whom, or to whom, in the same way; empty for anyone else
// param: since date = null — only events from this day on; leaves out those without a date
// param: until date = null — only events up to this day; leaves out those without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: speaker string — who speaks
// column: other string — of whom, or to whom
// column: part string — of the other in what is said: source, target, or both
// column: date date — first day of the event
// column: type string — STATEMENT for what is merely said, else the PLOVER type of the act or of what is told
// column: source strings — who acts, in what the speaker says
// column: target strings — who is acted on, or is told
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: told boolean — true where the speaker tells of an event, false where the words are the act, as to accuse
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: network
// related: who-said-what, who-accuses-whom, dyad-timeline
MATCH (s:Actor)
WHERE s.id IN $speaker
CALL {
  WITH s
  MATCH (s)<-[:STATED_BY]-(e:Event)-[:SOURCE_OF|TARGET]-(o:Actor)
  RETURN e.id AS event, e.start AS start, o.id AS other, o.name AS name
  UNION
  WITH s
  MATCH (s)-[:SOURCE_OF]->(e:Event)-[:TARGET]->(o:Actor)
  WHERE e.event_type IN ['STATEMENT', 'ACCUSE', 'THREATEN', 'REQUEST', 'REJECT', 'SUPPORT']
  RETURN e.id AS event, e.start AS start, o.id AS other, o.name AS name
}
WITH s.id AS speaker, event, start, other, name
WHERE other <> speaker AND (size($other) = 0 OR other IN $other)
  AND ($since IS NULL OR start >= $since) AND ($until IS NULL OR start <= $until)
WITH speaker, event, start, other, name
ORDER BY start IS NULL, start DESC, event, name, other
LIMIT $top
MATCH (s:Actor {id: speaker})
MATCH (o:Actor {id: other})
MATCH (e:Event {id: event})
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
RETURN s.name AS speaker, o.name AS other,
       CASE WHEN NOT EXISTS { MATCH (e)-[:TARGET]->(o) } THEN 'source'
            WHEN EXISTS { MATCH (e)<-[:SOURCE_OF]-(o) } THEN 'both' ELSE 'target' END AS part,
       e.start AS date, e.event_type AS type, source AS source, target AS target, e.modality AS modality,
       EXISTS { MATCH (e)-[:STATED_BY]->(s) } AS told, sentence AS sentence, outlet AS outlet,
       article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event, other, o.id
