// title: Communities
// question: Which actors have most of their events among themselves?
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// param: min_size integer = 3 — only communities of at least so many actors
// param: members integer = 10 — at most so many actors of each, those with most events
// column: community integer — number of the community, 1 for the largest
// column: size integer — how many actors it has
// column: actor string — one of them
// column: country string — ISO 3166 alpha-3 code
// column: inside integer — its asserted events with others of the community
// column: outside integer — its asserted events with all others
// column: actor_id string — key of the actor
// chart: network community actor
// algorithm: louvain
// related: country-blocs, brokers, most-central
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
