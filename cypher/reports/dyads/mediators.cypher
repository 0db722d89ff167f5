// title: Mediators
// question: Who has good contact with both of these two, and might stand between them?
// param: actor actor = "*" — one of the two: a name, an alias or a part of one; * for the actor with most events
// param: other actor = "*" — the other, in the same way; * for the one that has most events with the first
// param: top integer = 25 — at most so many
// column: mediator string — who has cooperation with both, the most of it with whom it has less
// column: kind string — person, state, government, …
// column: country string — ISO 3166 alpha-3 code
// column: with_actor integer — asserted events with the actor that are verbal or material cooperation
// column: with_other integer — such events with the other
// column: conflict_with_actor integer — asserted events with the actor that are conflict
// column: conflict_with_other integer — asserted events with the other that are conflict
// column: first date — first day on which it had contact with either
// column: last date — last such day
// column: mediator_id string — key of the mediator
// chart: bar mediator with_actor with_other
// related: path-between, dyad-timeline, brokers
UNWIND [{ids: $actor, side: 1}, {ids: $other, side: 2}] AS one
UNWIND one.ids AS id
CALL {
  WITH id
  MATCH (d:DyadMonth {source: id})
  RETURN d.target AS partner, sum(d.q1) + sum(d.q2) AS cooperation, sum(d.q3) + sum(d.q4) AS conflict,
         min(d.first) AS first, max(d.last) AS last
  UNION ALL
  WITH id
  MATCH (d:DyadMonth {target: id})
  RETURN d.source AS partner, sum(d.q1) + sum(d.q2) AS cooperation, sum(d.q3) + sum(d.q4) AS conflict,
         min(d.first) AS first, max(d.last) AS last
}
WITH one.side AS side, partner, cooperation, conflict, first, last
WHERE NOT partner IN $actor AND NOT partner IN $other
WITH partner, sum(CASE side WHEN 1 THEN cooperation ELSE 0 END) AS with_actor,
     sum(CASE side WHEN 2 THEN cooperation ELSE 0 END) AS with_other,
     sum(CASE side WHEN 1 THEN conflict ELSE 0 END) AS conflict_with_actor,
     sum(CASE side WHEN 2 THEN conflict ELSE 0 END) AS conflict_with_other,
     min(first) AS first, max(last) AS last
WHERE with_actor > 0 AND with_other > 0
WITH partner, with_actor, with_other, conflict_with_actor, conflict_with_other, first, last,
     CASE WHEN with_actor < with_other THEN with_actor ELSE with_other END AS less
ORDER BY less DESC, with_actor + with_other DESC, partner
LIMIT $top
MATCH (m:Actor {id: partner})
RETURN m.name AS mediator, m.kind AS kind, m.country AS country, with_actor AS with_actor, with_other AS with_other,
       conflict_with_actor AS conflict_with_actor, conflict_with_other AS conflict_with_other, first AS first,
       last AS last, m.id AS mediator_id
ORDER BY less DESC, with_actor + with_other DESC, mediator, mediator_id
