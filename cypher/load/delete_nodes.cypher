// Nodes without relationships.
UNWIND $ids AS id
MATCH (n:<label> {id: id})
DELETE n
