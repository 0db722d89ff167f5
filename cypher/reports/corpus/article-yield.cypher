// title: What an article yields
// question: What was made of each article: how many events, of which types, with whom and where?
// param: article string = "" — id of one article; empty for the latest ones
// param: top integer = 100 — at most so many articles, the latest first, those without a date last
// column: published date — the day of publication
// column: outlet string — who published it
// column: headline string — its headline
// column: events integer — events that it reports
// column: asserted integer — of these, those that the text asserts
// column: dated integer — of these, events with a date
// column: placed integer — of these, events with a place
// column: types strings — their PLOVER types
// column: actors integer — actors in them
// column: places strings — their places
// column: confidence number — mean confidence of the events, from 0 to 1
// column: least_sure string — id of the event that the coder is least sure of
// column: url string — of the article
// column: article string — id of the article, for the report evidence
// chart: bar
// related: evidence, coverage, low-confidence
// scan: Article: those without a date of publication are in no index, and come last
CALL {
  MATCH (article:Article {id: $article})
  RETURN article.id AS id
  UNION
  UNWIND (CASE WHEN $article = '' THEN [1] ELSE [] END) AS latest
  CALL {
    MATCH (article:Article)
    WHERE article.published >= date('0001-01-01')
    RETURN article.id AS id
    ORDER BY article.published DESC, article.id
    LIMIT $top
  }
  RETURN id
  UNION
  UNWIND (CASE WHEN $article = '' THEN [1] ELSE [] END) AS latest
  MATCH (article:Article)
  WHERE article.published IS NULL
  RETURN article.id AS id
}
MATCH (article:Article {id: id})
WITH article
ORDER BY article.published IS NULL, article.published DESC, article.id
LIMIT $top
CALL {
  WITH article
  MATCH (article)<-[:REPORTED_IN]-(e:Event)
  WITH e
  ORDER BY e.confidence, e.id
  RETURN count(e) AS events, sum(CASE e.modality WHEN 'asserted' THEN 1 ELSE 0 END) AS asserted,
         count(e.start) AS dated, sum(toInteger(round(e.confidence * 1000))) AS thousandths,
         collect(e.id)[0] AS least_sure
}
CALL {
  WITH article
  MATCH (article)<-[:REPORTED_IN]-(e:Event)
  WITH DISTINCT e.event_type AS type
  ORDER BY type
  RETURN collect(type) AS types
}
CALL {
  WITH article
  MATCH (article)<-[:REPORTED_IN]-(e:Event)-[:AT]->(p:Place)
  WITH p.name AS name, collect(DISTINCT e.id) AS of_place
  ORDER BY name
  RETURN collect(name) AS places, coalesce(sum(size(of_place)), 0) AS placed
}
CALL {
  WITH article
  MATCH (article)<-[:REPORTED_IN]-(e:Event)-[:SOURCE_OF|TARGET]-(x:Actor)
  RETURN count(DISTINCT x.id) AS actors
}
RETURN article.published AS published, article.source AS outlet, article.headline AS headline, events AS events,
       asserted AS asserted, dated AS dated, placed AS placed, types AS types, actors AS actors, places AS places,
       CASE WHEN events = 0 THEN null ELSE floor(thousandths / 10.0 / events + 0.5) / 100 END AS confidence,
       least_sure AS least_sure, article.url AS url, article.id AS article
ORDER BY published IS NULL, published DESC, article
