// Roles that nothing spells as they are spelt.
UNWIND $ids AS id
MATCH (r:Role {id: id})
WHERE NOT EXISTS { MATCH (r)<-[:HELD]-(:Actor)-[p:SOURCE_OF|TARGET|STATED_BY]-(:Event) WHERE p.role = r.name }
RETURN r.id AS id
