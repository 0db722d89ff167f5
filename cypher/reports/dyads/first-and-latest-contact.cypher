// title: First and latest contact
// question: When did this actor first and last have to do with each other, and which words say so?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: other actor = "" — only with this one; empty for all
// param: top integer = 25 — at most so many, those with the latest contact
// column: actor string — the actor
// column: other string — the other
// column: events integer — events between the two that the texts assert
// column: first date — first day of these with a date of a month or more exact
// column: first_event string — id of the event of that day, for the report evidence and for explain
// column: first_sentence string — the words that say so
// column: latest date — last day of these
// column: days integer — from first to last
// column: sentence string — the words of the latest contact
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event of the last day
// chart: timeline
// related: contacts, dyad-timeline, stopped-meeting
MATCH (a:Actor)
WHERE a.id IN $actor
CALL {
  WITH a
  MATCH (d:DyadMonth {source: a.id})
  RETURN d, d.target AS partner
  UNION ALL
  WITH a
  MATCH (d:DyadMonth {target: a.id})
  RETURN d, d.source AS partner
}
WITH a, partner, d
WHERE size($other) = 0 OR partner IN $other
WITH a, partner, sum(d.events) AS events, min(d.first) AS first, max(d.last) AS last
WHERE last IS NOT NULL
WITH a, partner, events, first, last
ORDER BY last DESC, events DESC, partner
LIMIT $top
MATCH (b:Actor {id: partner})
CALL {
  WITH a, b, first
  MATCH (e:Event {start: first})
  WHERE e.modality = 'asserted' AND e.granularity IN ['day', 'week', 'month']
  WITH a, b, e, [(e)<-[:SOURCE_OF]-(x:Actor) | x.id] AS sources, [(e)-[:TARGET]->(x:Actor) | x.id] AS targets
  WHERE (a.id IN sources AND b.id IN targets) OR (b.id IN sources AND a.id IN targets)
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH e, r, article
  ORDER BY e.id, article.published, article.id
  RETURN collect(e.id)[0] AS first_event, collect(r.sentence)[0] AS first_sentence
}
CALL {
  WITH a, b, last
  MATCH (e:Event {start: last})
  WHERE e.modality = 'asserted' AND e.granularity IN ['day', 'week', 'month']
  WITH a, b, e, [(e)<-[:SOURCE_OF]-(x:Actor) | x.id] AS sources, [(e)-[:TARGET]->(x:Actor) | x.id] AS targets
  WHERE (a.id IN sources AND b.id IN targets) OR (b.id IN sources AND a.id IN targets)
  MATCH (e)-[r:REPORTED_IN]->(article:Article)
  WITH e, r, article
  ORDER BY e.id DESC, article.published, article.id
  RETURN collect(e.id)[0] AS event, collect(r.sentence)[0] AS sentence, collect(article)[0] AS report
}
RETURN a.name AS actor, b.name AS other, events AS events, first AS first, first_event AS first_event,
       first_sentence AS first_sentence, last AS latest, duration.inDays(first, last).days AS days,
       sentence AS sentence, report.source AS outlet, report.id AS article, event AS event
ORDER BY latest DESC, events DESC, actor, other, b.id
