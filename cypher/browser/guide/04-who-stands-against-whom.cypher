// title: Who stands against whom?
// text: Accusations, threats, sanctions and attacks, the latest forty.
// report: accusations
MATCH (a:Actor)-[r:ACCUSED|THREATENED|SANCTIONED|REDUCED_RELATIONS|ATTACKED]->(b:Actor)
RETURN a, r, b
ORDER BY r.date IS NULL, r.date DESC
LIMIT 40
