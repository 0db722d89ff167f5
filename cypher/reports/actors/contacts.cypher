// title: Contacts
// question: With whom has this actor to do, how often, and in friendship or conflict?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: kind string = "" — only partners of this kind: person, state, government, …; empty for all
// param: top integer = 50 — at most so many partners, those with most events
// column: actor string — the actor
// column: partner string — who is on the other side of its events
// column: kind string — of the partner: person, state, government, …
// column: country string — of the partner, ISO 3166 alpha-3 code
// column: events integer — events between the two that the texts assert
// column: cooperation integer — of these verbal or material cooperation
// column: conflict integer — of these verbal or material conflict
// column: by_actor integer — of these, events from the actor to the partner alone
// column: by_partner integer — of these, events from the partner to the actor alone
// column: goldstein number — mean of their Goldstein scores, from -10 to 10
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// column: first date — first day of the asserted events with a date
// column: last date — last day of these
// column: partner_id string — key of the partner
// chart: network
// related: dyad-timeline, most-met, first-and-latest-contact
MATCH (a:Actor)
WHERE a.id IN $actor
CALL {
  WITH a
  MATCH (d:DyadMonth {source: a.id})
  RETURN d, d.target AS partner, CASE WHEN d.mutual THEN 0 ELSE d.events END AS by_actor, 0 AS by_partner
  UNION ALL
  WITH a
  MATCH (d:DyadMonth {target: a.id})
  RETURN d, d.source AS partner, 0 AS by_actor, CASE WHEN d.mutual THEN 0 ELSE d.events END AS by_partner
}
WITH a.id AS id, partner, sum(d.events) AS events, sum(d.q1) + sum(d.q2) AS cooperation,
     sum(d.q3) + sum(d.q4) AS conflict,
     sum(by_actor) AS by_actor, sum(by_partner) AS by_partner, sum(d.goldstein_tenths) AS tenths,
     sum(d.scored) AS scored, sum(d.unasserted) AS unasserted, min(d.first) AS first, max(d.last) AS last
MATCH (a:Actor {id: id})
MATCH (b:Actor {id: partner})
WHERE $kind = '' OR b.kind = toLower($kind)
RETURN a.name AS actor, b.name AS partner, b.kind AS kind, b.country AS country, events AS events,
       cooperation AS cooperation, conflict AS conflict, by_actor AS by_actor, by_partner AS by_partner,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       unasserted AS unasserted, first AS first, last AS last, b.id AS partner_id
ORDER BY events + unasserted DESC, actor, partner, partner_id
LIMIT $top
