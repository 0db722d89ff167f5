// title: Meetings
// question: Who met whom, when and where?
// param: actor actor = "" — only meetings of this actor: a name, an alias or a part of one; empty for all
// param: since date = null — only from this day on; leaves out meetings without a date
// param: until date = null — only up to this day; leaves out meetings without a date
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the meeting
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: actor string — one side; the source where the text says who went to whom
// column: partner string — the other side
// column: place string — where they met
// column: modality string — what the text makes of it
// column: articles integer — articles that report it
// column: sentence string — the words of the report that the coder is surest of
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: who-met-whom, visits, evidence

// A row a meeting of two: told in several articles or from both sides, it is the same if the day is the same. All
// meetings of the days of the latest ones are read, so that no report of one is left out. By type and day is the order
// of the index, so that Neo4j reads no more of it than it needs.
CALL {
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    MATCH (e:Event)
    WHERE e.event_type = 'CONSULT' AND coalesce(e.mode, '') <> 'phone' AND ($modality = '' OR e.modality = $modality)
      AND e.start >= date('0001-01-01') AND ($since IS NULL OR e.start >= $since)
      AND ($until IS NULL OR e.start <= $until)
    RETURN e.start AS day
    ORDER BY e.event_type DESC, e.start DESC LIMIT $top
  }
  RETURN day
  UNION ALL
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'CONSULT' AND coalesce(e.mode, '') <> 'phone' AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  MATCH (e)-[:TARGET]->(b:Actor)
  WHERE a.id <> b.id AND (a.id IN $actor OR b.id IN $actor)
  WITH DISTINCT e.start AS day
  WHERE day IS NOT NULL
  RETURN day
  ORDER BY day DESC LIMIT $top
}
WITH collect(DISTINCT day) AS days, count(day) AS dated, min(day) AS earliest
CALL {
  WITH dated, earliest
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'CONSULT' AND (e.start >= earliest OR (e.start IS NULL AND dated < $top))
  RETURN DISTINCT e
  UNION ALL
  WITH days
  UNWIND days AS day
  MATCH (e:Event {event_type: 'CONSULT', start: day})
  RETURN e
  UNION ALL
  WITH dated
  UNWIND (CASE WHEN size($actor) = 0 AND dated < $top AND $since IS NULL AND $until IS NULL
               THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'CONSULT' AND e.start IS NULL
  RETURN e
}
WITH e
WHERE coalesce(e.mode, '') <> 'phone' AND ($modality = '' OR e.modality = $modality)
  AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
MATCH (e)<-[:SOURCE_OF]-(a:Actor)
MATCH (e)-[:TARGET]->(b:Actor)
WHERE a.id <> b.id AND (size($actor) = 0 OR a.id IN $actor OR b.id IN $actor)
MATCH (e)-[r:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS low, CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS high,
     CASE WHEN a.id < b.id THEN 1 ELSE -1 END AS direction,
     CASE WHEN e.granularity = 'day' THEN toString(e.start) ELSE article.id + ' ' + r.sentence END AS meeting,
     e.modality AS modality, e.confidence AS confidence, e.id AS event, article.id AS report, r.sentence AS sentence,
     r.place IS NULL AS unplaced, p.name AS place
ORDER BY confidence DESC, event, unplaced, report
WITH low, high, meeting, modality, sum(direction) AS direction, count(DISTINCT report) AS articles,
     collect(event)[0] AS event, collect(sentence)[0] AS sentence, collect(report)[0] AS report,
     collect(place)[0] AS place
MATCH (e:Event {id: event})
MATCH (x:Actor {id: low})
MATCH (y:Actor {id: high})
MATCH (article:Article {id: report})
RETURN e.start AS date, e.granularity AS granularity, CASE WHEN direction < 0 THEN y.name ELSE x.name END AS actor,
       CASE WHEN direction < 0 THEN x.name ELSE y.name END AS partner, place AS place, modality AS modality,
       articles AS articles, sentence AS sentence, article.source AS outlet, report AS article, event AS event
ORDER BY date IS NULL, date DESC, actor, partner, event
LIMIT $top
