// The events that are there, with the digests of the articles that report them.
UNWIND $ids AS id
MATCH (e:Event {id: id})
OPTIONAL MATCH (e)-[:REPORTED_IN]->(a:Article)
RETURN e.id AS id, e.digest AS digest, collect(a.digest) AS reporting
