// The days of the asserted events that count in rows of DyadMonth.
UNWIND $rows AS row
MATCH (s:Actor {id: row.source})-[:SOURCE_OF]->(e:Event)-[:TARGET]->(t:Actor {id: row.target})
WHERE e.modality = 'asserted' AND e.start >= row.month AND e.start < row.next
  AND e.granularity IN ['day', 'week', 'month']
WITH row, e, EXISTS { MATCH (t)-[:SOURCE_OF]->(e)-[:TARGET]->(s) } AS mutual
WHERE mutual = row.mutual
RETURN row.id AS id, e.start AS day, e.id AS event
