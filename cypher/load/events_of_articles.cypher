// The events that articles report.
UNWIND $ids AS id
MATCH (e:Event)-[:REPORTED_IN]->(:Article {id: id})
RETURN DISTINCT e.id AS id
