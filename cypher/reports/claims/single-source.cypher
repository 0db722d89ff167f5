// title: Single-source events
// question: Which of the latest events does one source alone tell of?
// param: actor actor = "" — only events of this actor: a name, an alias or a part of one; empty for all
// param: types strings = ["ASSAULT", "COERCE", "SANCTION"] — only these PLOVER types; empty for all
// param: days integer = 3 — how far the day of the other source's event may be
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — of so many events, the latest first; those without a date have nothing to be compared by
// column: date date — first day of the event
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source strings — who acts
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: target strings — who is acted on
// column: told_by string — who says so in the text; empty where the article itself does
// column: confidence number — how sure the coder is, from 0 to 1
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// related: disputed, low-confidence, evidence

// Another source tells of it if one of its articles has an asserted event of the same type with two of the same actors,
// or with the one that it has, on a day near to it. Events of one type look at a day once. Articles without a source
// count as one source. What was resolved across articles says itself how many independent origins it has: two papers
// that print one agency text are one.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.start >= date('0001-01-01') AND e.modality = 'asserted'
    AND (size($types) = 0 OR e.event_type IN $types)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN $types ELSE [] END) AS type
  MATCH (e:Event {event_type: type})
  WHERE coalesce(e.modality, '') = 'asserted' AND e.start IS NOT NULL
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) + size($types) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    MATCH (e:Event)
    WHERE e.start >= date('0001-01-01') AND coalesce(e.modality, '') = 'asserted'
      AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
    RETURN e.id AS id, e.start AS start
    ORDER BY e.start DESC, e.id LIMIT $top
  }
  RETURN id, start
}
WITH DISTINCT id, start
ORDER BY start DESC, id
LIMIT $top
MATCH (e:Event {id: id})
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  RETURN collect(DISTINCT x.id) AS ids
}
CALL {
  WITH e
  MATCH (e)-[:REPORTED_IN]->(article:Article)
  RETURN collect(DISTINCT coalesce(article.source, '')) AS outlets
}
WITH e, ids, outlets
WHERE coalesce(e.sources, size(outlets)) = 1
WITH collect({id: e.id, type: e.event_type, day: e.start, ids: ids, least: CASE WHEN size(ids) > 1 THEN 2 ELSE 1 END,
              outlets: outlets}) AS asked
CALL {
  WITH asked
  UNWIND asked AS one
  UNWIND range(-$days, $days) AS away
  WITH one.type AS type, one.day + duration({days: away}) AS near, collect(one) AS asking
  MATCH (o:Event {start: near})
  WHERE o.event_type IN [type] AND coalesce(o.modality, '') = 'asserted'
  WITH asking, o.id AS same, [(o)-[:SOURCE_OF|TARGET]-(y:Actor) | y.id] AS there,
       [(o)-[:REPORTED_IN]->(other:Article) | coalesce(other.source, '')] AS outlets
  UNWIND asking AS one
  WITH one.id AS id, same, one.least AS least, [key IN one.ids WHERE key IN there] AS shared,
       [outlet IN outlets WHERE NOT outlet IN one.outlets] AS others
  WHERE id <> same AND size(shared) >= least AND size(others) > 0
  RETURN collect(DISTINCT id) AS elsewhere
}
UNWIND [one IN asked WHERE NOT one.id IN elsewhere | one.id] AS id
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
OPTIONAL MATCH (e)-[:STATED_BY]->(speaker:Actor)
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
RETURN e.start AS date, e.granularity AS granularity, source AS source, e.event_type AS type, e.mode AS mode,
       target AS target, speaker.name AS told_by, e.confidence AS confidence, sentence AS sentence, outlet AS outlet,
       article_id AS article, e.id AS event
ORDER BY date DESC, event
