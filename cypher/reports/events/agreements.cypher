// title: Agreements
// question: Who agrees with whom, on what words, and what came of it since?
// param: actor actor = "" — only agreements of this actor: a name, an alias or a part of one; empty for all
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: days integer = 365 — how long after it a breach counts
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the agreement
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: parties strings — who agrees
// column: cameo string — CAMEO code: 03 intends to, 057 signs a formal agreement, …
// column: place string — where
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: broken_by strings — parties that later reject, sanction or attack another party, as the texts assert
// column: broken date — the first day of that
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: meetings, sanctions-in-force

// What two parties do to each other is found from the one with fewer events. By type and day is the order of the index:
// Neo4j reads no more of the latest ones than it needs.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.event_type = 'AGREE'
    AND ($modality = '' OR e.modality = $modality)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    CALL {
      MATCH (e:Event)
      WHERE e.event_type = 'AGREE' AND e.start >= date('0001-01-01') AND ($modality = '' OR e.modality = $modality)
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
      WHERE e.event_type = 'AGREE' AND e.start IS NULL AND ($modality = '' OR e.modality = $modality)
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
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x
  ORDER BY x.name
  RETURN collect(x.name) AS parties
}
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x
  ORDER BY x.events + x.unasserted DESC, x.id
  RETURN collect(x.id) AS ids
}
CALL {
  WITH e, ids
  WITH ids, e.start AS start, e.start + duration({days: $days}) AS until
  UNWIND range(1, size(ids) - 1) AS at
  MATCH (x:Actor {id: ids[at]})
  CALL {
    WITH x, ids, at
    MATCH (x)-[later:REJECTED|SANCTIONED|REDUCED_RELATIONS|ATTACKED]->(y:Actor)
    WHERE y.id IN ids[..at]
    RETURN x.name AS name, later.date AS day
    UNION ALL
    WITH x, ids, at
    MATCH (x)<-[later:REJECTED|SANCTIONED|REDUCED_RELATIONS|ATTACKED]-(y:Actor)
    WHERE y.id IN ids[..at]
    RETURN y.name AS name, later.date AS day
  }
  WITH name, day, start, until
  WHERE day > start AND day <= until
  WITH name, min(day) AS day
  ORDER BY day, name
  RETURN collect(name) AS broken_by, min(day) AS broken
}
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, parties, broken_by, broken, sentence, outlet, article_id, p
ORDER BY p.name
WITH e, parties, broken_by, broken, sentence, outlet, article_id, collect(p.name)[0] AS place
RETURN e.start AS date, e.granularity AS granularity, parties AS parties, e.cameo AS cameo, place AS place,
       e.modality AS modality, broken_by AS broken_by, broken AS broken, sentence AS sentence, outlet AS outlet,
       article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event
