// title: Sudden changes
// question: Which pairs suddenly have more to do with each other, or more conflict, than in their own past?
// param: month date = null — the month, by any of its days; empty for the last one with events
// param: past integer = 12 — months before it that are the pair's past
// param: min_events integer = 2 — only pairs with at least so many events in the month
// param: conflict boolean = false — rank by the change in conflict, in place of that in all events
// param: top integer = 50 — at most so many pairs
// column: source string — who acts
// column: target string — who is acted on
// column: mutual boolean — true for what the two do together, as meetings
// column: month date — the month
// column: events integer — events in the month that the texts assert
// column: before number — events a month in the past
// column: conflict integer — verbal and material conflict in the month
// column: conflict_before number — the same a month in the past
// column: goldstein number — mean of the Goldstein scores in the month, from -10 to 10
// column: goldstein_before number — the same in the past
// column: change number — of events, or of conflict, against the past, in units of what chance alone would make:
//   (now - before) / square root of (before + 1)
// chart: bar
// related: dyad-timeline, cooperation-and-conflict
// scan: Month has a row a month, and tells which is the last

// The id of a pair's month ends with the month, so that the months of its past are looked up by their ids.
MATCH (last:Month)
WITH coalesce($month, max(last.month)) AS day
WHERE day IS NOT NULL
WITH date.truncate('month', day) AS now
MATCH (d:DyadMonth {month: now})
WHERE d.events >= $min_events
WITH now, d, now.year * 12 + now.month - 1 AS months
CALL {
  WITH d, months
  WITH left(d.id, size(d.id) - 7) AS pair, months
  UNWIND range(1, $past) AS back
  WITH pair, (months - back) / 12 AS year, (months - back) % 12 + 1 AS month
  MATCH (p:DyadMonth {id: pair + right('000' + toString(year), 4) + '-' + right('0' + toString(month), 2)})
  RETURN sum(p.events) AS events, sum(p.q3) + sum(p.q4) AS conflict, sum(p.goldstein_tenths) AS tenths,
         sum(p.scored) AS scored
}
WITH now, d, coalesce(d.q3, 0) + coalesce(d.q4, 0) AS in_conflict, tenths, scored, events * 1.0 / $past AS before,
     conflict * 1.0 / $past AS conflict_before
WITH now, d, in_conflict, tenths, scored, before, conflict_before,
     CASE WHEN $conflict THEN (in_conflict - conflict_before) / sqrt(conflict_before + 1)
          ELSE (d.events - before) / sqrt(before + 1) END AS change
WHERE change > 0
WITH now, d, in_conflict, tenths, scored, before, conflict_before, floor(change * 100 + 0.5) / 100 AS change
ORDER BY change DESC, d.events DESC, d.id
LIMIT $top
MATCH (a:Actor {id: d.source})
MATCH (b:Actor {id: d.target})
RETURN a.name AS source, b.name AS target, d.mutual AS mutual, now AS month, d.events AS events,
       floor(before * 100 + 0.5) / 100 AS before, in_conflict AS conflict,
       floor(conflict_before * 100 + 0.5) / 100 AS conflict_before,
       floor(coalesce(d.goldstein_tenths, 0) * 10.0 / d.scored + 0.5) / 100 AS goldstein,
       CASE WHEN scored = 0 THEN null ELSE floor(tenths * 10.0 / scored + 0.5) / 100 END AS goldstein_before,
       change AS change
ORDER BY change DESC, events DESC, d.id
