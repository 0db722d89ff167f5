// Nodes that are new; <properties> is a list such as `id`: row.`id`, `name`: row.`name`
UNWIND $rows AS row
CREATE (:<label> {<properties>})
