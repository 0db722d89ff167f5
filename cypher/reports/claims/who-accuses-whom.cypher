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
// scan: ActorPair, for all pairs without dates — two actors that accused one another or met are a row
CALL {
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
    RETURN a.id AS one, b.id AS other, count(e) AS times
    UNION ALL
    UNWIND (CASE WHEN size($actor) = 0 AND ($since IS NOT NULL OR $until IS NOT NULL) THEN [1] ELSE [] END) AS dated
    MATCH (e:Event)
    WHERE e.event_type = 'ACCUSE' AND e.modality = 'asserted'
      AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
    MATCH (e)<-[:SOURCE_OF]-(a:Actor)
    MATCH (e)-[:TARGET]->(b:Actor)
    WHERE a.id <> b.id
    RETURN a.id AS one, b.id AS other, count(e) AS times
  }
  WITH CASE WHEN one < other THEN one ELSE other END AS low, CASE WHEN one < other THEN other ELSE one END AS high,
       collect({one: one, other: other, times: times}) AS ways
  UNWIND ways AS way
  RETURN way.one AS one, way.other AS other, way.times AS times,
         reduce(back = 0, each IN ways | back + CASE WHEN each.one = way.one THEN 0 ELSE each.times END) AS back
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 AND $since IS NULL AND $until IS NULL THEN [1] ELSE [] END) AS always
  MATCH (p:ActorPair)
  WHERE p.accusations > 0
  WITH p.source AS one, p.target AS other, p.accusations AS times
  ORDER BY times DESC, one, other
  LIMIT $top
  WITH one, other, times, replace(replace(one, '→', '→→'), '↔', '↔↔') AS x,
       replace(replace(other, '→', '→→'), '↔', '↔↔') AS y
  OPTIONAL MATCH (q:ActorPair {id: y + ' → ' + x})
  RETURN one, other, times, coalesce(q.accusations, 0) AS back
}
WITH one, other, times, back
ORDER BY times DESC, one, other
LIMIT $top
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
CALL {
  WITH a, b
  MATCH (a)-[r:ACCUSED|INVESTIGATED|CRITICISED]->(b)
  WHERE ($since IS NULL OR r.date >= $since) AND ($until IS NULL OR r.date <= $until)
  WITH r.event_id AS event, r.date AS date
  ORDER BY date IS NULL, date DESC, event
  RETURN min(date) AS first, max(date) AS last, collect(event)[0] AS id
}
MATCH (e:Event {id: id})
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id
}
RETURN a.name AS accuser, b.name AS accused, times AS accusations, back AS back,
       first AS first, last AS last, sentence AS sentence, outlet AS outlet, article_id AS article,
       e.id AS event
ORDER BY accusations DESC, a.id, b.id
