// The roles of actors; returns which.
UNWIND $ids AS id
MATCH (a:Actor {id: id})-[h:HELD]->(r:Role)
WITH h, r.id AS role
DELETE h
RETURN DISTINCT role
