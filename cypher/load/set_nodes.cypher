// Other values for nodes, where they are still there; a row has its id and what changes, null for what goes.
UNWIND $rows AS row
MATCH (n:<label> {id: row.id})
SET n += row
