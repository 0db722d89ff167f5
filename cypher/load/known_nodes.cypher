// What is known of nodes; <properties> is a list such as .id, .name
UNWIND $ids AS id
MATCH (n:<label> {id: id})
RETURN n {<properties>} AS node
