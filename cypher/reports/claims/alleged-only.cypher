// title: Alleged only
// question: What is only alleged, and asserted by nobody?
// param: actor actor = "" — only what is said to be done by or to this actor: a name, an alias or a part of one;
//   empty for all
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: days integer = 14 — how far the day of an assertion may be from that of the allegation
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — of so many allegations, the latest first, those without a date last
// column: date date — first day of what is alleged
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: source strings — who is said to have acted
// column: target strings — who is said to have been acted on
// column: alleged_by string — who says so; empty where the text names nobody
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// related: disputed, accusations, evidence

// It is asserted too where an article tells of an event of the same type with two of its actors, or with the one that
// it has, on a day near to it (to its publication, where it has none). Allegations of one type look at a day once.
// By day is the order of an index: Neo4j reads no more of the latest ones than it needs.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.modality = 'alleged'
    AND (size($types) = 0 OR e.event_type IN $types)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    CALL {
      MATCH (e:Event)
      WHERE e.modality = 'alleged' AND e.start >= date('0001-01-01')
        AND (size($types) = 0 OR e.event_type IN $types)
        AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
      RETURN e.id AS id
      ORDER BY e.start DESC, e.id LIMIT $top
    }
    RETURN collect(id) AS dated
  }
  CALL {
    WITH dated
    UNWIND (CASE WHEN size(dated) < $top AND $since IS NULL AND $until IS NULL THEN [1] ELSE [] END) AS more
    CALL {
      MATCH (e:Event)
      WHERE e.modality = 'alleged' AND e.start IS NULL AND (size($types) = 0 OR e.event_type IN $types)
      RETURN e.id AS id
      ORDER BY e.id LIMIT $top
    }
    RETURN collect(id) AS undated
  }
  WITH dated + undated AS ids
  UNWIND ids AS id
  WITH id
  MATCH (e:Event {id: id})
  RETURN id, e.start AS start
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
WITH e, ids, coalesce(e.start, published) AS day
WITH collect({id: e.id, type: e.event_type, day: day, ids: ids,
              least: CASE WHEN size(ids) > 1 THEN 2 ELSE 1 END}) AS asked
CALL {
  WITH asked
  UNWIND asked AS one
  UNWIND range(-$days, $days) AS away
  WITH one.type AS type, one.day + duration({days: away}) AS near, collect(one) AS asking
  MATCH (o:Event {start: near})
  WHERE o.event_type IN [type] AND coalesce(o.modality, '') = 'asserted'
  WITH asking, [(o)-[:SOURCE_OF|TARGET]-(y:Actor) | y.id] AS there
  UNWIND asking AS one
  WITH one.id AS id, one.least AS least, [key IN one.ids WHERE key IN there] AS shared
  WHERE size(shared) >= least
  RETURN collect(DISTINCT id) AS asserted
}
UNWIND [one IN asked WHERE NOT one.id IN asserted | one.id] AS id
MATCH (e:Event {id: id})
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id
}
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
RETURN e.start AS date, e.granularity AS granularity, e.event_type AS type, e.mode AS mode, source AS source,
       target AS target, speaker.name AS alleged_by, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY date IS NULL, date DESC, event
