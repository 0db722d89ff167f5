// The events that no article but these reports.
UNWIND $ids AS id
MATCH (e:Event)-[:REPORTED_IN]->(:Article {id: id})
WITH DISTINCT e
WHERE NOT EXISTS { MATCH (e)-[:REPORTED_IN]->(other:Article) WHERE NOT other.id IN $ids }
RETURN e.id AS id
