// title: Detentions
// question: Who was arrested or taken, by whom, and set free since?
// param: actor actor = "" — only detentions by or of this actor: a name, an alias or a part of one; empty for all
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the detention
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: captors strings — who detains
// column: detained strings — whom
// column: place string — where
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: released date — the first later day on which someone of them is set free; empty if the texts tell of none
// column: release string — id of that event
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: unclaimed-attacks, evidence

// Those set free are far fewer than the events of who was detained: all of them are read, once.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'COERCE'
    AND e.mode = 'arrest' AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'COERCE'
    AND e.mode = 'arrest' AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
}
WITH id, start
ORDER BY start IS NULL, start DESC, id
LIMIT $top
MATCH (e:Event {id: id})
WITH e, [(e)-[:TARGET]->(b:Actor) | b.id] AS ids
UNWIND (CASE WHEN size(ids) = 0 THEN [null] ELSE ids END) AS one
WITH collect(DISTINCT e.id) AS events, collect(DISTINCT one) AS detained
CALL {
  WITH detained
  MATCH (free:Event)
  WHERE free.event_type = 'CONCEDE' AND coalesce(free.modality, '') = 'asserted' AND free.mode = 'release'
  WITH detained, free.start AS start, free.id AS id, [(free)-[:TARGET]->(b:Actor) | b.id] AS freed
  UNWIND freed AS who
  WITH detained, who, start, id
  WHERE who IN detained
  WITH who, start, id
  ORDER BY start IS NULL, start, id
  RETURN collect({who: who, start: start, id: id}) AS releases
}
UNWIND events AS id
MATCH (e:Event {id: id})
WITH e, releases, [(e)-[:TARGET]->(b:Actor) | b.id] AS ids
WITH e, [one IN releases WHERE one.who IN ids AND (e.start IS NULL OR one.start >= e.start)][0] AS free
WITH e, free.start AS released, free.id AS release
CALL {
  WITH e
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  WITH DISTINCT a.name AS name
  ORDER BY name
  RETURN collect(name) AS captors
}
CALL {
  WITH e
  MATCH (e)-[:TARGET]->(b:Actor)
  WITH DISTINCT b.name AS name
  ORDER BY name
  RETURN collect(name) AS detained
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
WITH e, captors, detained, released, release, sentence, outlet, article_id, p
ORDER BY p.name
WITH e, captors, detained, released, release, sentence, outlet, article_id, collect(p.name)[0] AS place
RETURN e.start AS date, e.granularity AS granularity, captors AS captors, detained AS detained, place AS place,
       e.modality AS modality, released AS released, release AS release, sentence AS sentence, outlet AS outlet,
       article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event
