// The readable edges that were made from events.
UNWIND $ids AS id
MATCH (s:Actor)-[:SOURCE_OF]->(:Event {id: id})-[:TARGET]->(t:Actor)
MATCH (s)-[r]-(t)
WHERE r.event_id = id
DELETE r
