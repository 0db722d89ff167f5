// title: Accusations
// question: Who accuses whom, and of what?
// param: accuser actor = "" — only accusations by this actor: a name, an alias or a part of one; empty for all
// param: accused actor = "" — only accusations of this actor, in the same way; empty for all
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the accusation
// column: accuser string — who accuses, criticises or investigates
// column: accused string — whom
// column: cameo string — CAMEO code: 09 investigate, 11 disapprove, 112 accuse, …
// column: modality string — of the accusation: asserted, planned, hypothetical, denied or alleged
// column: of strings — what it is about: PLOVER types of the alleged events in the same sentence
// column: of_events strings — their ids
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: network
// related: who-accuses-whom, what-one-says-of-another, evidence

// By type and day is the order of the index: Neo4j reads no more of the latest ones than it needs.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $accuser
  MATCH (x)-[:SOURCE_OF]->(e:Event)
  WHERE e.event_type = 'ACCUSE'
  RETURN DISTINCT e.id AS id
  UNION ALL
  UNWIND (CASE WHEN size($accuser) = 0 THEN $accused ELSE [] END) AS id
  MATCH (x:Actor {id: id})<-[:TARGET]-(e:Event)
  WHERE e.event_type = 'ACCUSE'
  RETURN DISTINCT e.id AS id
  UNION ALL
  UNWIND (CASE WHEN size($accuser) + size($accused) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    CALL {
      MATCH (e:Event)
      WHERE e.event_type = 'ACCUSE' AND e.start >= date('0001-01-01')
        AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
      RETURN e.id AS id
      ORDER BY e.event_type DESC, e.start DESC, e.id LIMIT $top
    }
    RETURN collect(id) AS dated
  }
  CALL {
    WITH dated
    UNWIND (CASE WHEN size(dated) < $top AND $since IS NULL AND $until IS NULL THEN [1] ELSE [] END) AS more
    CALL {
      MATCH (e:Event)
      WHERE e.event_type = 'ACCUSE' AND e.start IS NULL
      RETURN e.id AS id
      ORDER BY e.id LIMIT $top
    }
    RETURN collect(id) AS undated
  }
  WITH dated + undated AS ids
  UNWIND ids AS id
  RETURN id
}
MATCH (e:Event {id: id})
WITH e
WHERE ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  AND (size($accused) = 0 OR EXISTS { MATCH (e)-[:TARGET]->(y:Actor) WHERE y.id IN $accused })
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
  MATCH (e)-[r:REPORTED_IN]->(:Article)<-[same:REPORTED_IN]-(o:Event)
  WHERE same.sentence = r.sentence AND o.modality = 'alleged' AND o.id <> e.id
  WITH DISTINCT o
  ORDER BY o.id
  RETURN collect(o.event_type) AS of, collect(o.id) AS of_events
}
MATCH (e)<-[:SOURCE_OF]-(a:Actor)
WHERE size($accuser) = 0 OR a.id IN $accuser
OPTIONAL MATCH (e)-[:TARGET]->(b:Actor)
WHERE size($accused) = 0 OR b.id IN $accused
RETURN e.start AS date, a.name AS accuser, b.name AS accused, e.cameo AS cameo, e.modality AS modality, of AS of,
       of_events AS of_events, sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event, accuser, accused
