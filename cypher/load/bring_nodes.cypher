// New nodes with properties that no node of their label may have had before.
UNWIND $rows AS row
CREATE (n:<label> {id: row.id, name: row.name})
SET n += row
