// title: Attacks with unnamed attackers
// question: Which attacks do the texts tell of without a name for who made them?
// param: target actor = "" — only attacks on this actor: a name, an alias or a part of one; empty for all
// param: modality string = "asserted" — asserted, planned, hypothetical, denied or alleged; empty for any
// param: since date = null — only from this day on; leaves out events without a date
// param: until date = null — only up to this day; leaves out events without a date
// param: top integer = 100 — at most so many, the latest first, those without a date last
// column: date date — first day of the attack
// column: granularity string — how exact the date is: day, week, month, season, quarter or year
// column: attackers strings — the words for them, as "gunmen"; none where the text says nothing
// column: mode string — PLOVER mode: firearms, explosives, aerial, …
// column: target strings — who is attacked
// column: place string — where
// column: country string — ISO 3166 alpha-3 code of the place
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: accused strings — whom other events of the same articles say to have made an attack, as the texts allege
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: alleged-only, events-at-place
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $target
  MATCH (x)<-[:TARGET]-(e:Event)
  WHERE e.event_type = 'ASSAULT'
    AND ($modality = '' OR e.modality = $modality)
    AND NOT EXISTS { MATCH (e)<-[:SOURCE_OF]-(named:Actor) WHERE NOT named.id STARTS WITH 'unnamed:' }
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($target) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.event_type = 'ASSAULT'
    AND ($modality = '' OR e.modality = $modality)
    AND NOT EXISTS { MATCH (e)<-[:SOURCE_OF]-(named:Actor) WHERE NOT named.id STARTS WITH 'unnamed:' }
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
  MATCH (e)<-[:SOURCE_OF]-(a:Actor)
  WITH DISTINCT a.name AS name
  ORDER BY name
  RETURN collect(name) AS attackers
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
CALL {
  WITH e
  MATCH (e)-[:REPORTED_IN]->(:Article)<-[:REPORTED_IN]-(o:Event)<-[:SOURCE_OF]-(x:Actor)
  WHERE o.event_type = 'ASSAULT' AND o.modality = 'alleged' AND NOT x.id STARTS WITH 'unnamed:'
  WITH DISTINCT x.name AS name
  ORDER BY name
  RETURN collect(name) AS accused
}
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, attackers, target, accused, sentence, outlet, article_id, p
ORDER BY p.name
WITH e, attackers, target, accused, sentence, outlet, article_id, collect(p)[0] AS p
RETURN e.start AS date, e.granularity AS granularity, attackers AS attackers, e.mode AS mode, target AS target,
       p.name AS place, p.country AS country, e.modality AS modality, accused AS accused, sentence AS sentence,
       outlet AS outlet, article_id AS article, e.id AS event
ORDER BY date IS NULL, date DESC, event
