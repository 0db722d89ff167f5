// The days of the events that actors take part in.
UNWIND $ids AS id
MATCH (a:Actor {id: id})-[:SOURCE_OF|TARGET]-(e:Event)
RETURN a.id AS id, e.start AS day, e.id AS event
