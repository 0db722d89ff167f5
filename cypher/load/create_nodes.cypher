// Nodes that are new. The embedded engine refuses in CREATE a property that no node of the label had when the graph was
// last closed; SET may bring one.
UNWIND $rows AS row
CREATE (n:<label> {id: row.id, name: row.name})
SET n += row
