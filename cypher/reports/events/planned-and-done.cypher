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

// Plans of one type look at a day once.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.modality = 'planned'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.modality = 'planned'
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
  MATCH (e)-[:REPORTED_IN]->(article:Article)
  RETURN min(article.published) AS published
}
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  RETURN collect(DISTINCT x.id) AS ids
}
WITH e, ids, coalesce(published, e.start) AS from,
     coalesce(e.`end`, e.start, published) + duration({days: $within}) AS until
WITH collect({id: e.id, type: e.event_type, from: from, until: until, ids: ids,
              least: CASE WHEN size(ids) > 1 THEN 2 ELSE 1 END}) AS plans
CALL {
  WITH plans
  UNWIND plans AS plan
  UNWIND range(0, coalesce(duration.inDays(plan.from, plan.until).days, -1)) AS later
  WITH plan.type AS type, plan.from + duration({days: later}) AS day, collect(plan) AS planned
  MATCH (d:Event {start: day})
  WHERE d.event_type IN [type] AND coalesce(d.modality, '') = 'asserted'
  WITH planned, day, d.id AS done, [(d)-[:SOURCE_OF|TARGET]-(y:Actor) | y.id] AS there
  UNWIND planned AS plan
  WITH plan.id AS id, plan.least AS least, day, done, [key IN plan.ids WHERE key IN there] AS shared
  WHERE size(shared) >= least
  WITH id, day, done
  ORDER BY day, done
  WITH id, collect({event: done, day: day})[0] AS first
  RETURN collect({id: id, event: first.event, day: first.day}) AS found
}
UNWIND plans AS plan
WITH plan, [one IN found WHERE one.id = plan.id][0] AS done
WHERE $done = '' OR (toLower($done) = 'yes' AND done IS NOT NULL) OR (toLower($done) = 'no' AND done IS NULL)
WITH plan.id AS id, done.event AS done_event, done.day AS done_on
MATCH (e:Event {id: id})
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
