// Actors of no event.
UNWIND $ids AS id
MATCH (a:Actor {id: id})
WHERE NOT EXISTS { (a)-[:SOURCE_OF|TARGET|STATED_BY]-(:Event) }
DETACH DELETE a
