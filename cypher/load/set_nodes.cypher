// Other values for nodes that are there; <properties> is a list such as n.events = row.events
UNWIND $rows AS row
MATCH (n:<label> {id: row.id})
SET <properties>
