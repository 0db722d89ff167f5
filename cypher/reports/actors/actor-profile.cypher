// title: Actor profile
// question: Who is this actor, what does it do and what is done to it?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// column: actor string — the name
// column: kind string — person, state, government, military, armed_group, party, organization, …
// column: country string — ISO 3166 alpha-3 code
// column: roles strings — the offices and functions that the texts give it
// column: aliases strings — other names in the texts
// column: events integer — events that it takes part in and that the texts assert
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// column: as_source integer — of all events, those whose source it is
// column: as_target integer — of all events, those whose target it is
// column: as_speaker integer — events that the texts give to it as the speaker
// column: cooperation integer — asserted events as a source that are verbal or material cooperation
// column: conflict integer — asserted events as a source that are verbal or material conflict
// column: goldstein number — mean of the Goldstein scores of the asserted events, from -10 to 10
// column: partners integer — other actors on the other side of its events
// column: first date — the first event with a date
// column: last date — the last event with a date
// column: actor_id string — key of the actor
// related: actor-timeline, contacts, roles-over-time, most-active
MATCH (a:Actor)
WHERE a.id IN $actor
OPTIONAL MATCH (a)-[:HELD]->(role:Role)
WITH a, role ORDER BY role.name
WITH a, collect(DISTINCT role.name) AS roles
CALL {
  WITH a
  OPTIONAL MATCH (d:DyadMonth {source: a.id})
  RETURN d.target AS partner
  UNION
  WITH a
  OPTIONAL MATCH (d:DyadMonth {target: a.id})
  RETURN d.source AS partner
}
WITH a, roles, count(DISTINCT partner) AS partners
RETURN a.name AS actor, a.kind AS kind, a.country AS country, roles AS roles, coalesce(a.aliases, []) AS aliases,
       a.events AS events, a.unasserted AS unasserted, a.as_source AS as_source, a.as_target AS as_target,
       a.as_speaker AS as_speaker, a.source_q1 + a.source_q2 AS cooperation, a.source_q3 + a.source_q4 AS conflict,
       CASE WHEN a.scored = 0 THEN null ELSE floor(a.goldstein_tenths * 10.0 / a.scored + 0.5) / 100 END AS goldstein,
       partners AS partners, a.first AS first, a.last AS last, a.id AS actor_id
ORDER BY events DESC, actor, actor_id
