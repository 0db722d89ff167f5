// title: Ongoing events
// question: What has begun and, as the texts tell it, still goes on?
// param: on date = null — only what had begun by this day; empty for all
// param: actor actor = "" — only events of this actor: a name, an alias or a part of one; empty for all
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: top integer = 100 — at most so many, the latest first
// column: since date — its first day
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source strings — who acts
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: target strings — who is acted on
// column: told date — publication of the last article that tells it so
// column: days integer — from its first day to then
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: sanctions-in-force, evidence
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.start >= date('0001-01-01') AND e.`end` IS NULL AND e.modality = 'asserted'
    AND ($on IS NULL OR e.start <= $on) AND (size($types) = 0 OR e.event_type IN $types)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    MATCH (e:Event)
    WHERE e.start >= date('0001-01-01') AND e.`end` IS NULL AND e.modality = 'asserted'
      AND ($on IS NULL OR e.start <= $on) AND (size($types) = 0 OR e.event_type IN $types)
    RETURN e.id AS id, e.start AS start
    ORDER BY e.start DESC, e.id LIMIT $top
  }
  RETURN id, start
}
WITH id, start
ORDER BY start DESC, id
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
  ORDER BY article.published DESC, article.id
  WITH collect(r)[0] AS words, collect(article)[0] AS last, max(article.published) AS told
  RETURN words.sentence AS sentence, last.source AS outlet, last.id AS article_id, told
}
RETURN e.start AS since, e.granularity AS granularity, source AS source, e.event_type AS type, e.mode AS mode,
       target AS target, told AS told, duration.inDays(e.start, told).days AS days, sentence AS sentence,
       outlet AS outlet, article_id AS article, e.id AS event
ORDER BY since DESC, event
