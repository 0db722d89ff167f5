// title: What passed between these two?
// text: Every edge between $actor and $other: blue where they work together, orange and red where they quarrel.
// report: dyad-timeline
MATCH (a:Actor)-[r]-(b:Actor)
WHERE a.id IN $actor AND b.id IN $other
RETURN a, r, b
ORDER BY r.date IS NULL, r.date DESC
LIMIT 100
