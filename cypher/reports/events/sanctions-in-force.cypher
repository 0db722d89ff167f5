// title: Sanctions in force
// question: Which sanctions do the texts tell of that, on this day, nothing has ended?
// param: on date = null — the day; empty for that of the latest article
// param: actor actor = "" — only sanctions of or against this actor: a name, an alias or a part of one; empty for all
// param: top integer = 100 — of so many sanctions, the latest first
// column: since date — first day of the sanction
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: source strings — who imposes it
// column: target strings — against whom
// column: mode string — PLOVER mode: restrict, withdraw, discontinue, expel
// column: cameo string — CAMEO code: 163 embargo or sanctions, 161 relations, 162 aid, 164 talks, …
// column: until date — its last day, where the texts say so; empty while none does
// column: days integer — from its first day to the day asked for
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: dyad-timeline, evidence

// One that its source later eases for its target (CONCEDE/ease) is no longer in force. A sanction without a date is
// left out: whether it was before or after the day is not known.
MATCH (latest:Article)
WHERE latest.published >= date('0001-01-01')
WITH max(latest.published) AS published
WITH coalesce($on, published) AS day
CALL {
  WITH day
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type IN ['SANCTION', 'COERCE'] AND (e.event_type = 'SANCTION' OR e.cameo STARTS WITH '163') AND e.modality = 'asserted' AND e.start IS NOT NULL AND e.start <= day
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start DESC, e.id LIMIT $top
  UNION ALL
  WITH day
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type IN ['SANCTION', 'COERCE'] AND (e.event_type = 'SANCTION' OR e.cameo STARTS WITH '163') AND e.modality = 'asserted' AND e.start >= date('0001-01-01') AND e.start <= day
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start DESC, e.id LIMIT $top
}
MATCH (e:Event {id: id})
WITH day, e
WHERE e.`end` IS NULL OR e.`end` >= day OR e.`end` = e.start OR e.granularity <> 'day'
CALL {
  WITH e, day
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  MATCH (e)-[:TARGET]->(b:Actor)
  WITH DISTINCT a, b, e.start AS start, day
  CALL {
    WITH a, b
    WITH a, b
    WHERE a.events <= b.events
    MATCH (a)-[yielded:YIELDED_TO]->(b)
    RETURN yielded.event_id AS id, yielded.date AS date
    UNION ALL
    WITH a, b
    WITH a, b
    WHERE a.events > b.events
    MATCH (b)<-[yielded:YIELDED_TO]-(a)
    RETURN yielded.event_id AS id, yielded.date AS date
  }
  WITH id, date, start, day
  WHERE date >= start AND date <= day
  WITH DISTINCT id
  MATCH (eased:Event {id: id})
  WHERE eased.mode = 'ease'
  RETURN count(eased) AS times
}
WITH day, e, times
WHERE times = 0
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
RETURN e.start AS since, e.granularity AS granularity, source AS source, target AS target, e.mode AS mode,
       e.cameo AS cameo, CASE WHEN e.`end` = e.start THEN null ELSE e.`end` END AS until,
       duration.inDays(e.start, day).days AS days, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY since DESC, event
