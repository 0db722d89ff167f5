// What the events of actors say of them, with the day each was seen.
UNWIND $ids AS id
MATCH (a:Actor {id: id})-[p:SOURCE_OF|TARGET|STATED_BY]-(e:Event)-[:REPORTED_IN]->(x:Article)
RETURN a.id AS id, p.name AS name, p.also AS also, p.kind AS kind, p.country AS country, p.role AS role,
  p.role_country AS role_country, p.held AS held, coalesce(e.start, x.published) AS seen
