// title: Brokers
// question: Who stands between others that have nothing to do with each other?
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: top integer = 25 — at most so many actors
// column: rank integer — 1 for the first
// column: actor string — the actor
// column: country string — ISO 3166 alpha-3 code
// column: score number — betweenness: the share of shortest paths between two others that lead through it, from 0 to 1;
//   estimated from 30 to 200 of the actors where there are more than 200
// column: partners integer — actors that it has asserted events with
// column: events integer — asserted events with them, an event with two of them counted twice
// column: actor_id string — key of the actor
// chart: bar actor score
// algorithm: betweenness
// related: most-central, mediators, communities
// scan: DyadMonth — the whole network is read, once for each version of the graph
MATCH (d:DyadMonth)
WHERE d.events > 0
  AND ($since IS NULL OR d.month >= date.truncate('month', $since))
  AND ($until IS NULL OR d.month <= $until)
WITH d.source AS one, d.target AS other, sum(d.events) AS events, sum(d.q1) AS q1, sum(d.q2) AS q2, sum(d.q3) AS q3,
     sum(d.q4) AS q4
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: other})
RETURN a.id AS source, a.name AS source_name, a.country AS source_country, b.id AS target, b.name AS target_name,
       b.country AS target_country, events AS events, q1 AS q1, q2 AS q2, q3 AS q3, q4 AS q4
