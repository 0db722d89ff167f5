// title: Asserted and denied
// question: Which events does one source deny that another asserts?
// param: actor actor = "" — only denials of events with this actor: a name, an alias or a part of one; empty for all
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: days integer = 7 — how far the day of what is asserted may be from that of the denial
// param: shared integer = 1 — at least so many actors, or words for unnamed ones, in both
// param: since date = null — only denials from this day on; leaves out those without a date
// param: until date = null — only denials up to this day; leaves out those without a date
// param: top integer = 20 — of so many denials, the latest first, those without a date last
// column: day date — of the denied event, or, where it has none, of its publication
// column: type string — PLOVER type
// column: actors strings — who is in the denied event
// column: denier string — who says that it is not so; empty where the article itself does
// column: asserted_by string — who says that it is so; empty where the article itself does
// column: asserted_day date — first day of what is asserted
// column: asserted_actors strings — who is in it
// column: shared integer — actors in both
// column: asserted_sentence string — the words that assert it
// column: asserted_outlet string — who published them
// column: asserted_event string — id of that event
// column: sentence string — the words that deny it
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the denied event, for the report evidence and for explain
// related: alleged-only, single-source, evidence

// The same speaker in the same outlet does not dispute itself: one of the two must differ. Actors are compared by their
// names, unnamed ones by their words. Each denial is compared with all events of its type on
// the days around it, so few are looked at.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE e.modality = 'denied'
    AND (size($types) = 0 OR e.event_type IN $types)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  RETURN e.id AS id, e.start AS start
  ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  MATCH (e:Event)
  WHERE e.modality = 'denied'
    AND (size($types) = 0 OR e.event_type IN $types)
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
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
WITH e, sentence, outlet, article_id, coalesce(e.start, published) AS day
OPTIONAL MATCH (e)-[:STATED_BY]->(denier:Actor)
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x
  ORDER BY x.name
  RETURN collect(x.name) AS actors
}
UNWIND range(-$days, $days) AS away
WITH e, sentence, outlet, article_id, day, denier, actors, day + duration({days: away}) AS near
MATCH (o:Event {start: near})
WHERE o.event_type IN [e.event_type] AND coalesce(o.modality, '') = 'asserted'
MATCH (o)-[:SOURCE_OF|TARGET]-(y:Actor)
WITH e, sentence, outlet, article_id, day, denier, actors, o, collect(DISTINCT y.name) AS there
WITH e, sentence, outlet, article_id, day, denier, actors, o, size([name IN there WHERE name IN actors]) AS shared
WHERE shared >= $shared
OPTIONAL MATCH (o)-[:STATED_BY]->(speaker:Actor)
CALL {
  WITH o
  MATCH (o)-[r:REPORTED_IN]->(article:Article)
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS asserted_sentence, article.source AS asserted_outlet
}
WITH e, sentence, outlet, article_id, day, denier, actors, o, shared, speaker, asserted_sentence, asserted_outlet
WHERE coalesce(outlet, '') <> coalesce(asserted_outlet, '') OR coalesce(denier.id, '') <> coalesce(speaker.id, '')
CALL {
  WITH o
  MATCH (o)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x.name AS name
  ORDER BY name
  RETURN collect(name) AS asserted_actors
}
RETURN day AS day, e.event_type AS type, actors AS actors, denier.name AS denier, speaker.name AS asserted_by,
       o.start AS asserted_day, asserted_actors AS asserted_actors, shared AS shared,
       asserted_sentence AS asserted_sentence, asserted_outlet AS asserted_outlet, o.id AS asserted_event,
       sentence AS sentence, outlet AS outlet, article_id AS article, e.id AS event
ORDER BY day DESC, event, shared DESC, asserted_event
