// Nodes that may be there already. A row has every property that loading knows, null for what is not known; counts stay.
UNWIND $rows AS row
MERGE (n:<label> {id: row.id})
SET n += row
