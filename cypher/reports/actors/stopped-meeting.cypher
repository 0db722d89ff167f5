// title: Who stopped meeting
// question: Whom did this actor meet, and has not met for long, though it meets others?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: min_meetings integer = 1 — only those whom it met on at least so many days
// param: quiet_days integer = 180 — only those whom it had not met for so many days when it last met anyone
// param: top integer = 50 — at most so many partners
// column: actor string — the actor
// column: partner string — whom it used to meet
// column: kind string — of the partner: person, state, government, …
// column: country string — of the partner, ISO 3166 alpha-3 code
// column: meetings integer — days on which they met, that the texts assert, not by phone
// column: first date — the first of them
// column: last date — the last of them
// column: quiet_days integer — days from then to the last day on which the actor met anyone
// column: latest_meeting date — that day
// column: sentence string — the words of their last meeting
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: most-met, first-and-latest-contact
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (a)-[met:MET|TALKED_WITH]-(b:Actor)
WITH a.id AS one, b.id AS other, met.event_id AS event
MATCH (e:Event {id: event})
WHERE coalesce(e.mode, '') <> 'phone'
WITH one, other, event, e
WHERE e.granularity IN ['day', 'week', 'month']
WITH one AS id, other AS partner, e.start AS start, e.confidence AS confidence, event
ORDER BY start DESC, confidence DESC, event
WITH id, partner, count(DISTINCT start) AS meetings, min(start) AS first, max(start) AS last,
     collect(event)[0] AS event
WITH id, max(last) AS latest_meeting,
     collect({b: partner, meetings: meetings, first: first, last: last, event: event}) AS partners
UNWIND partners AS met
WITH id, latest_meeting, met, duration.inDays(met.last, latest_meeting).days AS quiet
WHERE quiet >= $quiet_days AND met.meetings >= $min_meetings
WITH id, latest_meeting, met, quiet
ORDER BY met.meetings DESC, quiet DESC, met.b
LIMIT $top
MATCH (a:Actor {id: id})
MATCH (b:Actor {id: met.b})
MATCH (e:Event {id: met.event})-[r:REPORTED_IN]->(article:Article)
WITH a, latest_meeting, met, quiet, b, e, r, article
ORDER BY article.published, article.id
WITH a, latest_meeting, met, quiet, b, e, collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, b.name AS partner, b.kind AS kind, b.country AS country, met.meetings AS meetings,
       met.first AS first, met.last AS last, quiet AS quiet_days, latest_meeting AS latest_meeting,
       words.sentence AS sentence, report.source AS outlet, report.id AS article, e.id AS event
ORDER BY meetings DESC, quiet_days DESC, actor, partner, event
