// title: Escalation
// question: Between this actor and whom did it get worse: from words to deeds, or from cooperation to conflict?
// param: actor actor = "*" — the actor: a name, an alias or a part of one; * for the one with most events
// param: since date = null — only where it got worse from the month of this day on
// param: until date = null — only where it got worse up to this day
// param: top integer = 50 — at most so many rows, the latest
// column: month date — first day of the month in which it got worse
// column: actor string — the actor
// column: other string — the other
// column: before integer — worst quad class of the month before with events: 1 and 2 cooperation, 3 verbal conflict
// column: after integer — worst quad class of this month: 3 verbal, 4 material conflict
// column: before_month date — first day of the month before with events
// column: events integer — events of this month that the texts assert
// column: conflict integer — of these verbal or material conflict
// column: goldstein_before number — mean of the Goldstein scores of the month before with events
// column: goldstein_after number — mean of those of this month
// chart: timeline
// related: dyad-timeline, dyad-balance
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
WITH a.id AS id, partner, d
WHERE d.month IS NOT NULL AND d.events > 0
WITH id, partner, d.month AS month, sum(d.events) AS events, sum(d.q3) AS q3, sum(d.q4) AS q4, sum(d.q2) AS q2,
     sum(d.goldstein_tenths) AS tenths, sum(d.scored) AS scored
WITH id, partner,
     {month: month, events: events, conflict: q3 + q4,
      class: CASE WHEN q4 > 0 THEN 4 WHEN q3 > 0 THEN 3 WHEN q2 > 0 THEN 2 ELSE 1 END,
      goldstein: CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END} AS step
ORDER BY step.month
WITH id, partner, collect(step) AS steps
WHERE size(steps) > 1
UNWIND range(1, size(steps) - 1) AS at
WITH id, partner, steps[at - 1] AS before, steps[at] AS after
WHERE after.class > before.class AND after.class >= 3
  AND ($since IS NULL OR after.month >= date.truncate('month', $since))
  AND ($until IS NULL OR after.month <= $until)
WITH id, partner, before, after
ORDER BY after.month DESC, after.conflict DESC, partner
LIMIT $top
MATCH (a:Actor {id: id})
MATCH (b:Actor {id: partner})
RETURN after.month AS month, a.name AS actor, b.name AS other, before.class AS before, after.class AS after,
       before.month AS before_month, after.events AS events, after.conflict AS conflict,
       before.goldstein AS goldstein_before, after.goldstein AS goldstein_after
ORDER BY month DESC, conflict DESC, actor, other, b.id
