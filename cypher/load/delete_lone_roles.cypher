// Roles that nobody held.
UNWIND $ids AS id
MATCH (r:Role {id: id})
WHERE NOT EXISTS { (r)<-[:HELD]-(:Actor) }
DELETE r
