// title: Asserted and denied
// question: Which acts does one source assert that another denies?
// param: actor actor = "" — only acts of or against this actor: a name, an alias or a part of one; empty for all
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: days integer = 7 — how many days before a denial what it denies may have begun
// param: since date = null — only denials from this day on; leaves out those without a date
// param: until date = null — only denials up to this day; leaves out those without a date
// param: top integer = 20 — of so many denials, the latest first, those without a date last
// column: day date — of the denied event, or, where it has none, of its publication
// column: type string — PLOVER type
// column: actors strings — who is in the denied event
// column: denier string — who says that it is not so; empty where the article itself does, and in events
//   resolved as asserted
// column: asserted_by string — who says that it is so; empty where the article itself does, and in events resolved as
//   denied
// column: asserted_day date — first day of what is asserted
// column: asserted_actors strings — who is in it
// column: asserted_sentence string — the words that assert it
// column: asserted_outlet string — who published them
// column: asserted_event string — id of that event; that of the denied one where they were resolved as one act
// column: sentence string — the words that deny it
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the denied event, for the report evidence and for explain
// related: alleged-only, single-source, evidence
// scan: Event: those that several sources tell are looked through where their index is not taken

// What was resolved across articles is one event that keeps what each article says of it, and one row. Two others are
// of one act where both sides are the same, by name, the type is one that the same act can be told by, their days meet
// or are neighbours, and their places are not two different ones; the same speaker in the same outlet does not dispute
// itself. The types are those of data/resolve/events.json. A denial is compared with the events on the days around it,
// those of its first month if it lasts longer, so few are looked at.
CALL {
  MATCH (x:Actor)
  WHERE x.id IN $actor
  MATCH (x)-[:SOURCE_OF|TARGET]-(e:Event)
  WHERE (e.modality = 'denied' OR (e.sources > 1 AND e.contradictions IS NOT NULL))
    AND (size($types) = 0 OR e.event_type IN $types)
    AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
  WITH DISTINCT e
  WHERE e.modality = 'denied' OR size([(e)-[r:REPORTED_IN]->(:Article) WHERE r.modality = 'denied' | 1]) > 0
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
  UNION ALL
  UNWIND (CASE WHEN size($actor) = 0 THEN [1] ELSE [] END) AS every
  CALL {
    MATCH (e:Event)
    WHERE e.sources > 1 AND e.contradictions IS NOT NULL AND coalesce(e.modality, '') <> 'denied'
      AND (size($types) = 0 OR e.event_type IN $types)
      AND ($since IS NULL OR e.start >= $since) AND ($until IS NULL OR e.start <= $until)
    MATCH (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.modality = 'denied'
    WITH DISTINCT e
    RETURN e.id AS id, e.start AS start
    ORDER BY e.start IS NULL, e.start DESC, e.id LIMIT $top
  }
  RETURN id, start
}
WITH DISTINCT id, start
ORDER BY start IS NULL, start DESC, id
LIMIT $top
MATCH (e:Event {id: id})
CALL {
  WITH e
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WHERE coalesce(r.modality, e.modality) = 'denied'
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS sentence, article.source AS outlet, article.id AS article_id, article.published AS published
}
OPTIONAL MATCH (e)-[:STATED_BY]->(told:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, sentence, outlet, article_id, told, p, coalesce(e.start, published) AS day, coalesce(e.`end`, e.start) AS last,
     [(e)<-[:SOURCE_OF]-(x:Actor) | x.name] AS source, [(e)-[:TARGET]->(x:Actor) | x.name] AS target
CALL {
  WITH e, p, day, last, source, target
  UNWIND range(-$days, CASE WHEN e.start IS NULL THEN 0 WHEN last > e.start THEN 31 ELSE 1 END) AS away
  WITH e, p, last, source, target, day + duration({days: away}) AS near
  MATCH (o:Event {start: near})
  WHERE coalesce(o.modality, '') = 'asserted'
    AND (o.event_type = e.event_type OR e.event_type + ' ' + o.event_type IN [
           'ACCUSE REJECT', 'AGREE COOPERATE', 'AGREE SUPPORT', 'AID COOPERATE', 'ASSAULT COERCE',
           'COERCE ASSAULT', 'COERCE SANCTION', 'CONCEDE RETREAT', 'COOPERATE AGREE', 'COOPERATE AID',
           'COOPERATE SUPPORT', 'MOBILIZE THREATEN', 'REJECT ACCUSE', 'REJECT SANCTION', 'RETREAT CONCEDE',
           'SANCTION COERCE', 'SANCTION REJECT', 'SUPPORT AGREE', 'SUPPORT COOPERATE', 'THREATEN MOBILIZE'])
    AND (e.start IS NULL OR (near <= last + duration({days: 1})
                             AND coalesce(o.`end`, near) >= e.start - duration({days: 1})))
  WITH e, p, o, source, target, [(o)<-[:SOURCE_OF]-(x:Actor) | x.name] AS doing,
       [(o)-[:TARGET]->(x:Actor) | x.name] AS done_to
  WHERE o.id <> e.id AND any(name IN source WHERE name IN doing) AND any(name IN target WHERE name IN done_to)
  OPTIONAL MATCH (o)-[:AT]->(q:Place)
  WITH p, o, q
  WHERE p IS NULL OR q IS NULL OR p.id = q.id
    OR (p.country = q.country AND any(kind IN [p.kind, q.kind] WHERE kind IN ['country', 'admin', 'region']))
  RETURN collect(DISTINCT o.id) AS others
}
WITH e, sentence, outlet, article_id, told, day, others,
     size([(e)-[r:REPORTED_IN]->(:Article) WHERE r.modality = 'asserted' | 1]) AS asserting
UNWIND CASE WHEN asserting > 0 THEN [e.id] ELSE others END AS other
MATCH (o:Event {id: other})
CALL {
  WITH e, o, outlet
  MATCH (o)-[r:REPORTED_IN]->(article:Article)
  WHERE coalesce(r.modality, o.modality) = 'asserted'
    AND (o.id <> e.id OR coalesce(article.source, article.id) <> coalesce(outlet, ''))
  WITH r, article
  ORDER BY article.published, article.id
  LIMIT 1
  RETURN r.sentence AS asserted_sentence, article.source AS asserted_outlet
}
OPTIONAL MATCH (o)-[:STATED_BY]->(speaker:Actor)
WITH e, o, day, sentence, outlet, article_id, asserted_sentence, asserted_outlet,
     CASE WHEN e.modality = 'denied' THEN told END AS denier,
     CASE WHEN o.modality = 'asserted' THEN speaker END AS speaker
WHERE o.id = e.id OR coalesce(outlet, '') <> coalesce(asserted_outlet, '')
  OR coalesce(denier.id, '') <> coalesce(speaker.id, '')
CALL {
  WITH e
  MATCH (e)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x.name AS name
  ORDER BY name
  RETURN collect(name) AS actors
}
CALL {
  WITH o
  MATCH (o)-[:SOURCE_OF|TARGET]-(x:Actor)
  WITH DISTINCT x.name AS name
  ORDER BY name
  RETURN collect(name) AS asserted_actors
}
RETURN day AS day, e.event_type AS type, actors AS actors, denier.name AS denier, speaker.name AS asserted_by,
       o.start AS asserted_day, asserted_actors AS asserted_actors, asserted_sentence AS asserted_sentence,
       asserted_outlet AS asserted_outlet, o.id AS asserted_event, sentence AS sentence, outlet AS outlet,
       article_id AS article, e.id AS event
ORDER BY day DESC, event, asserted_event
