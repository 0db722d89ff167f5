// How roles, and others of the same actors, are spelt.
UNWIND $ids AS id
MATCH (:Role {id: id})<-[:HELD]-(:Actor)-[p:SOURCE_OF|TARGET|STATED_BY]-(:Event)
WHERE p.role IS NOT NULL OR p.held IS NOT NULL
RETURN DISTINCT p.role AS role, p.role_country AS role_country, p.held AS held
