// title: Who accuses whom
// question: Which actors accuse each other, how often, and does the other accuse back?
// param: actor actor = "" — only pairs with this actor: a name, an alias or a part of one; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many pairs
// column: accuser string — who accuses
// column: accused string — whom
// column: accusations integer — accusations that the texts assert
// column: back integer — those of the other way round
// column: first date — the first with a date
// column: last date — the last with a date
// column: sentence string — the words of the last
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the last, for the report evidence and for explain
// chart: matrix
// related: accusations, what-one-says-of-another

// All accusations are counted, pair by pair: the counts by month do not know what kind of event it was. The last of a
// pair is looked for among the events of its day.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'ACCUSE' AND e.modality = 'asserted'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  MATCH (e)-[:TARGET]->(b:Actor)
  WHERE a.id <> b.id AND (a.id IN $actor OR b.id IN $actor)
  RETURN a.id AS one, b.id AS other, count(e) AS times, min(e.start) AS first, max(e.start) AS last, min(e.id) AS some
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'ACCUSE' AND e.modality = 'asserted'
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  MATCH (e)-[:TARGET]->(b:Actor)
  WHERE a.id <> b.id
  RETURN a.id AS one, b.id AS other, count(e) AS times, min(e.start) AS first, max(e.start) AS last, min(e.id) AS some
}
WITH CASE WHEN one < other THEN one ELSE other END AS low, CASE WHEN one < other THEN other ELSE one END AS high,
     collect({one: one, other: other, times: times, first: first, last: last, some: some}) AS ways
UNWIND ways AS way
WITH way, reduce(back = 0, each IN ways | back + CASE WHEN each.one = way.one THEN 0 ELSE each.times END) AS back
WITH way.one AS one, way.other AS other, way.times AS accusations, back, way.first AS first, way.last AS last,
     way.some AS undated
ORDER BY accusations DESC, one, other
LIMIT $top
OPTIONAL MATCH (e:Event {start: last})
WHERE coalesce(e.event_type, '') = 'ACCUSE' AND coalesce(e.modality, '') = 'asserted'
WITH one, other, accusations, back, first, last, undated, e.id AS id, [(e)<-[:SOURCE_OF]-(x:Actor) | x.id] AS sources,
     [(e)-[:TARGET]->(y:Actor) | y.id] AS targets
WITH one, other, accusations, back, first, last, undated,
     min(CASE WHEN one IN sources AND other IN targets THEN id ELSE null END) AS dated
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
MATCH (e:Event {id: coalesce(dated, undated)})
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id
}
RETURN a.name AS accuser, b.name AS accused, accusations AS accusations, back AS back,
       first AS first, last AS last, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY accusations DESC, a.id, b.id
