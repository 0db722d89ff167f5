// The events that actors take part in.
UNWIND $ids AS id
MATCH (:Actor {id: id})-[:SOURCE_OF|TARGET]-(e:Event)
RETURN DISTINCT e.id AS id
