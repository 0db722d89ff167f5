// The roles in which events show actors, with the day each was seen in it.
UNWIND $ids AS id
MATCH (a:Actor {id: id})-[p:SOURCE_OF|TARGET|STATED_BY]-(e:Event)-[:REPORTED_IN]->(x:Article)
WHERE p.role IS NOT NULL
RETURN a.id AS actor, p.role AS role, p.role_country AS country, coalesce(e.start, x.published) AS seen
