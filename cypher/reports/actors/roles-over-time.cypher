// title: Roles over time
// question: Which offices and functions did this actor have, and when do the texts speak of it so?
// param: actor actor = "*person" — the actor: a name, an alias or a part of one; *person for the person with most events
// column: actor string — the name
// column: role string — the office or function
// column: country string — ISO 3166 alpha-3 code of the country whose office it is
// column: first date — the first day for which it is called so: that of an event, else of an article
// column: last date — the last such day
// column: mentions integer — events in which it is called so
// column: sentence string — the words of the latest of these
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: timeline
// related: actor-profile, actor-timeline
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (a)-[part:SOURCE_OF|TARGET|STATED_BY]-(e:Event)
WHERE part.role IS NOT NULL
WITH a.id AS id, toLower(part.role) AS called, coalesce(part.role_country, '') AS of_country, e.id AS event,
     e.start AS start
ORDER BY start IS NULL, start DESC, event
WITH id, called, of_country, count(DISTINCT event) AS mentions, collect(event)[0] AS latest
MATCH (a:Actor {id: id})
MATCH (a)-[h:HELD]->(role:Role)
WHERE toLower(role.name) = called AND coalesce(role.country, '') = of_country
MATCH (e:Event {id: latest})-[r:REPORTED_IN]->(article:Article)
WITH a, h, role, mentions, latest, r, article
ORDER BY article.published, article.id
WITH a, h, role, mentions, latest, collect(r)[0] AS words, collect(article)[0] AS report
RETURN a.name AS actor, role.name AS role, role.country AS country, h.first_seen AS first, h.last_seen AS last,
       mentions AS mentions, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest AS event
ORDER BY actor, a.id, first, last, role, country
