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
WITH a.id AS id, partner, sum(d.events) AS events, min(d.first) AS first, max(d.last) AS last
WHERE last IS NOT NULL
WITH id, partner, events, first, last
ORDER BY last DESC, events DESC, partner
LIMIT $top
MATCH (a:Actor {id: id})
MATCH (b:Actor {id: partner})
MATCH (b)-[contact]-(a)
WHERE contact.date = first OR contact.date = last
WITH a.id AS one, b.id AS two, events, first, last, contact.event_id AS id
MATCH (e:Event {id: id})
WHERE e.granularity IN ['day', 'week', 'month']
WITH one, two, events, first, last, min(CASE WHEN e.start = first THEN e.id ELSE null END) AS first_event,
     max(CASE WHEN e.start = last THEN e.id ELSE null END) AS event
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: two})
MATCH (:Event {id: first_event})-[r:REPORTED_IN]->(article:Article)
WITH a, b, events, first, last, first_event, event, r, article
ORDER BY article.published, article.id
WITH a, b, events, first, last, first_event, event, collect(r.sentence)[0] AS first_sentence
MATCH (:Event {id: event})-[r:REPORTED_IN]->(article:Article)
WITH a, b, events, first, last, first_event, event, first_sentence, r, article
ORDER BY article.published, article.id
WITH a, b, events, first, last, first_event, event, first_sentence, collect(r.sentence)[0] AS sentence,
     collect(article)[0] AS report
RETURN a.name AS actor, b.name AS other, events AS events, first AS first, first_event AS first_event,
       first_sentence AS first_sentence, last AS latest, duration.inDays(first, last).days AS days,
       sentence AS sentence, report.source AS outlet, report.id AS article, event AS event
ORDER BY latest DESC, events DESC, actor, other, b.id
