// Relationships that may be there already, one of the type a pair.
UNWIND $rows AS row
MATCH (s:<source> {id: row.source})
MATCH (t:<target> {id: row.target})
MERGE (s)-[r:<type>]->(t)
SET r = row.properties
