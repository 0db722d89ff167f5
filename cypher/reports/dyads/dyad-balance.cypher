// title: Balance of cooperation and conflict
// question: How do cooperation and conflict between these two go up and down, month by month?
// param: actor actor = "*" — one of the two: a name, an alias or a part of one; * for the actor with most events
// param: other actor = "*" — the other, in the same way; * for the one that has most events with the first
// param: since date = null — only from the month of this day on; leaves out events without a month
// param: until date = null — only up to this day; leaves out events without a month
// column: month date — first day of the month; the row without one counts events without a month
// column: actor string — one of the two
// column: other string — the other
// column: events integer — events between them that the texts assert
// column: verbal_cooperation integer — of these by quad class
// column: material_cooperation integer — of these by quad class
// column: verbal_conflict integer — of these by quad class
// column: material_conflict integer — of these by quad class
// column: balance number — cooperation less conflict, as a share of the events: from -1 to 1
// column: by_actor integer — of these events, from the actor to the other alone
// column: by_other integer — of these events, from the other to the actor alone
// column: goldstein number — mean of their Goldstein scores, from -10 to 10
// column: unasserted integer — events that are planned, hypothetical, denied or alleged
// chart: line
// related: dyad-timeline, escalation, cooperation-and-conflict
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (b:Actor)
WHERE b.id IN $other AND b.id <> a.id
CALL {
  WITH a, b
  MATCH (d:DyadMonth {source: a.id})
  WHERE d.target = b.id
  RETURN d, CASE WHEN d.mutual THEN 0 ELSE d.events END AS by_actor, 0 AS by_other
  UNION ALL
  WITH a, b
  MATCH (d:DyadMonth {source: b.id})
  WHERE d.target = a.id
  RETURN d, 0 AS by_actor, CASE WHEN d.mutual THEN 0 ELSE d.events END AS by_other
}
WITH a, b, d, by_actor, by_other
WHERE ($since IS NULL OR d.month >= date.truncate('month', $since))
  AND ($until IS NULL OR d.month <= $until)
WITH a.id AS one, b.id AS two, d.month AS month, sum(d.events) AS events, sum(d.q1) AS q1, sum(d.q2) AS q2, sum(d.q3) AS q3,
     sum(d.q4) AS q4, sum(by_actor) AS by_actor, sum(by_other) AS by_other, sum(d.goldstein_tenths) AS tenths,
     sum(d.scored) AS scored, sum(d.unasserted) AS unasserted
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: two})
RETURN month AS month, a.name AS actor, b.name AS other, events AS events, q1 AS verbal_cooperation,
       q2 AS material_cooperation, q3 AS verbal_conflict, q4 AS material_conflict,
       CASE WHEN events = 0 THEN null ELSE floor((q1 + q2 - q3 - q4) * 100.0 / events + 0.5) / 100 END AS balance,
       by_actor AS by_actor, by_other AS by_other,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein,
       unasserted AS unasserted
ORDER BY month, actor, other, a.id, b.id
