// title: Through whom are the two joined?
// text: The shortest ways from $actor to $other that go over somebody else.
MATCH (a:Actor)-[r]-(m:Actor)-[s]-(b:Actor)
WHERE a.id IN $actor AND b.id IN $other AND NOT m.id IN $actor + $other
RETURN a, r, m, s, b
LIMIT 60
