// title: Unresolved actors
// question: Of which named actors is the kind or country not known, and which may be another under a shorter name?
// param: top integer = 100 — at most so many actors, those with most events
// column: actor string — the actor
// column: kind string — person, state, government, …
// column: country string — ISO 3166 alpha-3 code
// column: events integer — events that it takes part in
// column: unknown strings — what is not known though it is to be expected: kind, country
// column: perhaps strings — actors of the same kind whose longer name has all words of this one
// column: actor_id string — key of the actor
// algorithm: namesakes
// related: unnamed-actors, actor-profile
// scan: Actor — names are compared with each other, once for each version of the graph
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, coalesce(a.aliases, []) AS aliases, a.kind AS kind, a.country AS country,
       a.events + a.unasserted AS events
