// One node of a label, if there is any.
MATCH (n:<label>)
RETURN n.id AS id LIMIT 1
