// The days on which actors were seen in their roles.
UNWIND $rows AS row
MATCH (a:Actor {id: row.source})-[h:HELD]->(r:Role {id: row.target})
RETURN a.id AS source, r.id AS target, h.first_seen AS first_seen, h.last_seen AS last_seen
