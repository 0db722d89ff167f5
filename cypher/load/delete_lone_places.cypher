// Places of no event that hold no other place.
UNWIND $ids AS id
MATCH (p:Place {id: id})
WHERE NOT EXISTS { (p)<-[:AT]-(:Event) } AND NOT EXISTS { (p)<-[:IN]-(:Place) }
DETACH DELETE p
