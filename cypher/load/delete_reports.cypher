// That these articles report anything.
UNWIND $ids AS id
MATCH (:Event)-[r:REPORTED_IN]->(:Article {id: id})
DELETE r
