// Articles as the roll-ups count them.
UNWIND $ids AS id
MATCH (x:Article {id: id})
OPTIONAL MATCH (x)<-[:REPORTED_IN]-(e:Event)
RETURN x.id AS id, x.digest AS digest, x.source AS outlet, x.published AS published, count(e) AS events
