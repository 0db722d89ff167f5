// title: Planned, and done
// question: What was planned, and was it later reported as done?
// param: actor actor = "" — only plans with this actor: a name, an alias or a part of one; empty for all
// param: within integer = 30 — days after the planned time in which it may be reported
// param: done string = "" — yes for what was reported as done, no for what was not; empty for both
// param: since date = null — only plans for this day or later; leaves out plans without a date
// param: until date = null — only plans for this day or earlier; leaves out plans without a date
// param: top integer = 50 — of so many plans, the latest first, those without a date last
// column: planned_for date — first day of the planned time
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: type string — PLOVER type
// column: actors strings — who is in the plan
// column: published date — of the article that tells the plan
// column: done boolean — whether an event of the type with two of its actors, or with the one that it has, is
//   asserted for a day from the plan's publication on
// column: done_on date — the first day of that event
// column: done_event string — id of that event
// column: done_sentence string — the words of that event
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: ongoing, alleged-only

// What shares two actors with the plan is found from all of them but the busiest, which need not be read.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.modality = 'planned'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN DISTINCT e
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.modality = 'planned'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
}
WITH e
ORDER BY e.start IS NULL, e.start DESC, e.id
LIMIT $top
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x.name AS name
  ORDER BY name
  RETURN collect(name) AS actors
}
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x
  ORDER BY x.events + x.unasserted DESC, x.id
  RETURN collect(x.id) AS ids
}
CALL {
  WITH e, ids, published
  WITH ids, e.event_type AS type, coalesce(published, e.start) AS from,
       coalesce(e.`end`, e.start, published) + duration({days: $within}) AS until
  UNWIND (CASE WHEN size(ids) > 1 THEN ids[1..] ELSE ids END) AS id
  MATCH (x:Actor {id: id})
  MATCH (x)-[:SOURCE_OF|TARGET]-(d:Event)
  WHERE d.event_type = type AND d.modality = 'asserted' AND d.start >= from AND d.start <= until
  WITH DISTINCT ids, d
  MATCH (d)-[:SOURCE_OF|TARGET]-(y:Actor)
  WITH ids, d, collect(DISTINCT y.id) AS there
  WHERE size(ids) = 1 OR size([id IN there WHERE id IN ids]) > 1
  WITH d
  ORDER BY d.start, d.id
  RETURN collect(d.id)[0] AS done_event, collect(d.start)[0] AS done_on
}
WITH e, actors, published, sentence, outlet, article_id, done_event, done_on
WHERE $done = '' OR (toLower($done) = 'yes' AND done_event IS NOT NULL)
   OR (toLower($done) = 'no' AND done_event IS NULL)
CALL {
  WITH done_event
  OPTIONAL MATCH (:Event {id: done_event})-[r:REPORTED_IN]->(told:Article)
  WITH r, told
  ORDER BY told.published, told.id
  RETURN collect(r.sentence)[0] AS done_sentence
}
RETURN e.start AS planned_for, e.granularity AS granularity, e.event_type AS type, actors AS actors,
       published AS published, done_event IS NOT NULL AS done, done_on AS done_on, done_event AS done_event,
       done_sentence AS done_sentence, sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY planned_for IS NULL, planned_for DESC, event
