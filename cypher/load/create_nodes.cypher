// Nodes that are new.
UNWIND $rows AS row
CREATE (n:<label> {id: row.id})
SET n = row
