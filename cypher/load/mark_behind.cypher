// That the roll-ups are behind the events, until they are written.
MERGE (g:Graph {id: $id})
ON CREATE SET g.name = $id, g.version = $version
SET g.rollups = 0
