// title: Who said what
// question: What did this speaker say, and about which event?
// param: speaker actor = "*" — who says so: a name, an alias or a part of one; * for the actor with most events
// param: words string = "" — only sentences that contain this
// param: since date = null — only events from this day on; leaves out those without a date
// param: until date = null — only events up to this day; leaves out those without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: speaker string — who says so
// column: country string — ISO 3166 alpha-3 code of the speaker
// column: date date — first day of the event
// column: type string — STATEMENT for what is merely said, else the PLOVER type of the act or of what is told
// column: source strings — who acts, in what the speaker says
// column: target strings — who is acted on, or is told
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: what-one-says-of-another, accusations, evidence
MATCH (s:Actor)
WHERE s.id IN $speaker
CALL {
  WITH s
  MATCH (s)<-[:STATED_BY]-(e:Event)
  RETURN e
  UNION
  WITH s
  MATCH (s)-[:SOURCE_OF]->(e:Event)
  WHERE e.event_type IN ['STATEMENT', 'ACCUSE', 'THREATEN', 'REQUEST', 'REJECT', 'SUPPORT']
  RETURN e
}
WITH s, e
WHERE ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  AND ($words = '' OR EXISTS {
    MATCH (e)-[r:REPORTED_IN]->(:Article) WHERE toLower(r.sentence) CONTAINS toLower($words)
  })
WITH s, e
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
RETURN s.name AS speaker, s.country AS country, e.start AS date, e.event_type AS type, source AS source,
       target AS target, e.modality AS modality, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY date IS NULL, date DESC, event, speaker
