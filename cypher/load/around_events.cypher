// The actors and places of events.
UNWIND $ids AS id
MATCH (e:Event {id: id})-[:SOURCE_OF|TARGET|STATED_BY|AT]-(n)
RETURN DISTINCT labels(n)[0] AS label, n.id AS id, n.country AS country
