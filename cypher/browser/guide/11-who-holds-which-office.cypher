// title: Who holds which office?
// text: Offices and functions as the texts give them, the latest forty. A HELD edge says from when to when they were seen.
MATCH (a:Actor)-[h:HELD]->(role:Role)
RETURN a, h, role
ORDER BY h.last_seen IS NULL, h.last_seen DESC
LIMIT 40
