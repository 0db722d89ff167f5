// title: Path between two actors
// question: Through whom are these two connected, in fewest steps, and by which events?
// param: actor actor = "*" — where the path begins: a name, an alias or a part of one; * for the most active actor
// param: other actor = "*" — where it ends, in the same way; * for the one that has most events with the first
// param: paths integer = 3 — at most so many paths, those whose weakest step has most events
// column: path integer — number of the path
// column: step integer — number of the step: 1 from the first actor; paths of more than three steps are not looked for
// column: actor string — from whom
// column: other string — to whom
// column: events integer — asserted events between these two
// column: date date — first day of the latest of them
// column: name string — that event in short
// column: sentence string — the words that say so
// column: outlet string — who published them
// column: article string — id of their article
// column: event string — id of the event, for the report evidence and for explain
// chart: network
// related: mediators, dyad-timeline, brokers
MATCH (a:Actor)
WHERE a.id IN $actor
MATCH (b:Actor)
WHERE b.id IN $other AND b.id <> a.id
CALL {
  WITH a, b
  OPTIONAL MATCH (d:DyadMonth {source: a.id})
  WHERE d.target = b.id
  RETURN sum(d.events) AS events
  UNION ALL
  WITH a, b
  OPTIONAL MATCH (d:DyadMonth {source: b.id})
  WHERE d.target = a.id
  RETURN sum(d.events) AS events
}
WITH a, b, sum(events) AS direct
CALL {
  WITH a, b, direct
  UNWIND CASE WHEN direct = 0 THEN [a.id, b.id] ELSE [] END AS side
  MATCH (d:DyadMonth {source: side})
  RETURN side, d.target AS partner, d.events AS events
  UNION ALL
  WITH a, b, direct
  UNWIND CASE WHEN direct = 0 THEN [a.id, b.id] ELSE [] END AS side
  MATCH (d:DyadMonth {target: side})
  RETURN side, d.source AS partner, d.events AS events
  UNION ALL
  WITH a, b, direct
  UNWIND CASE WHEN direct > 0 THEN [b.id] ELSE [] END AS partner
  RETURN a.id AS side, partner, direct AS events
}
WITH a.id AS one, b.id AS two, partner, sum(CASE WHEN side = a.id THEN events ELSE 0 END) AS of_a,
     sum(CASE WHEN side = b.id THEN events ELSE 0 END) AS of_b
WITH one, two, collect({id: partner, a: of_a, b: of_b}) AS near
MATCH (a:Actor {id: one})
MATCH (b:Actor {id: two})
WITH a, b, [n IN near WHERE n.id = b.id AND n.a > 0 | {through: [a.id, b.id], least: n.a}] AS direct,
     [n IN near WHERE n.a > 0 AND n.b > 0 | {through: [a.id, n.id, b.id],
                                             least: CASE WHEN n.a < n.b THEN n.a ELSE n.b END}] AS over_one,
     [n IN near WHERE n.a > 0 | n] AS near_a, [n IN near WHERE n.b > 0 | n] AS near_b
CALL {
  WITH a, b, direct, over_one, near_a, near_b
  WITH a, b, near_a, near_b
  WHERE size(direct) + size(over_one) = 0
  UNWIND near_a AS m
  UNWIND near_b AS n
  CALL {
    WITH m, n
    MATCH (d:DyadMonth {source: m.id})
    WHERE d.target = n.id
    RETURN d.events AS events
    UNION ALL
    WITH m, n
    MATCH (d:DyadMonth {source: n.id})
    WHERE d.target = m.id
    RETURN d.events AS events
  }
  WITH a, b, m, n, sum(events) AS between
  WHERE between > 0
  RETURN collect({through: [a.id, m.id, n.id, b.id],
                  least: reduce(l = between, x IN [m.a, n.b] | CASE WHEN x < l THEN x ELSE l END)}) AS over_two
}
WITH CASE WHEN size(direct) > 0 THEN direct WHEN size(over_one) > 0 THEN over_one ELSE over_two END AS found
UNWIND found AS way
WITH way.through AS through, way.least AS least
ORDER BY least DESC, through[1], through[2]
LIMIT $paths
WITH collect(through) AS ways
UNWIND range(0, size(ways) - 1) AS number
UNWIND range(0, size(ways[number]) - 2) AS at
WITH number + 1 AS path, at + 1 AS step, ways[number][at] AS one, ways[number][at + 1] AS two
MATCH (x:Actor {id: one})
MATCH (y:Actor {id: two})
CALL {
  WITH x, y
  MATCH (x)-[:SOURCE_OF]->(e:Event {modality: 'asserted'})-[:TARGET]->(y)
  RETURN e
  UNION
  WITH x, y
  MATCH (y)-[:SOURCE_OF]->(e:Event {modality: 'asserted'})-[:TARGET]->(x)
  RETURN e
}
WITH path, step, x, y, e
ORDER BY coalesce(toString(e.start), '') DESC, e.id
WITH path, step, x, y, count(e) AS events, collect(e)[0] AS latest
MATCH (latest)-[r:REPORTED_IN]->(article:Article)
WITH path, step, x, y, events, latest, r, article
ORDER BY article.published, article.id
WITH path, step, x, y, events, latest, collect(r)[0] AS words, collect(article)[0] AS report
RETURN path AS path, step AS step, x.name AS actor, y.name AS other, events AS events, latest.start AS date,
       latest.name AS name, words.sentence AS sentence, report.source AS outlet, report.id AS article,
       latest.id AS event
ORDER BY path, step
