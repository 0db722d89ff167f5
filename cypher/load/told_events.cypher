// Events as the roll-ups count them.
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN e.id AS id, e.quad AS quad, e.goldstein AS goldstein, e.start AS start, e.granularity AS granularity,
  e.event_type AS type, e.mode AS mode, e.modality AS modality, e.confidence AS confidence,
  [(e)<-[:SOURCE_OF]-(a:Actor) | {id: a.id, country: a.country}] AS sources,
  [(e)-[:TARGET]->(a:Actor) | {id: a.id, country: a.country}] AS targets,
  [(e)-[:STATED_BY]->(a:Actor) | a.id] AS speakers,
  [(e)-[:AT]->(p:Place) | p.id] AS places,
  [(e)-[:REPORTED_IN]->(x:Article) | {outlet: x.source, published: x.published}] AS reports
