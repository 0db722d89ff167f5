// title: Evidence
// question: Which words is each event coded from, and how?
// param: event string = "" — id of one event; empty for every event
// param: article string = "" — id of one article; empty for the latest ones
// param: types strings = [] — only these PLOVER types, as ACCUSE,ASSAULT; empty for all
// param: min_confidence number = 0 — only events that the coder is at least so sure of, from 0 to 1
// param: articles integer = 50 — at most so many articles, the latest first, those without a date last
// column: event string — id of the event
// column: name string — the event in short
// column: type string — PLOVER type
// column: mode string — PLOVER mode
// column: cameo string — CAMEO code
// column: date date — first day of the event
// column: date_basis string — what the date was taken from: explicit, relative, context or publication
// column: modality string — asserted, planned, hypothetical, denied or alleged
// column: confidence number — how sure the coder is, from 0 to 1
// column: sources integer — independent origins that tell it; empty for an event that was not resolved across articles
// column: contested strings — what they contradict each other in, with who says what: its modality, day, place or dead
// column: sentence string — the words
// column: trigger string — those of them that carry the act
// column: rule string — what decided
// column: outlet string — who published them
// column: headline string — of the article
// column: published date — of the article
// column: url string — of the article
// column: article string — id of the article
// related: low-confidence, article-yield
// scan: Article: those without a date of publication are in no index, and come last
CALL {
  MATCH (:Event {id: $event})-[:REPORTED_IN]->(article:Article)
  RETURN article.id AS id
  UNION
  MATCH (article:Article {id: $article})
  RETURN article.id AS id
  UNION
  UNWIND (CASE WHEN $event = '' AND $article = '' THEN [1] ELSE [] END) AS latest
  CALL {
    MATCH (article:Article)
    WHERE article.published >= date('0001-01-01')
    RETURN article.id AS id
    ORDER BY article.published DESC, article.id
    LIMIT $articles
  }
  RETURN id
  UNION
  UNWIND (CASE WHEN $event = '' AND $article = '' THEN [1] ELSE [] END) AS latest
  MATCH (article:Article)
  WHERE article.published IS NULL
  RETURN article.id AS id
}
MATCH (article:Article {id: id})
WITH article
WHERE $article = '' OR article.id = $article
WITH article
ORDER BY article.published IS NULL, article.published DESC, article.id
LIMIT $articles
MATCH (article)<-[r:REPORTED_IN]-(e:Event)
WHERE ($event = '' OR e.id = $event)
  AND (size($types) = 0 OR e.event_type IN $types)
  AND e.confidence >= $min_confidence
RETURN e.id AS event, e.name AS name, e.event_type AS type, e.mode AS mode, e.cameo AS cameo, e.start AS date,
       e.date_basis AS date_basis, e.modality AS modality, e.confidence AS confidence,
       e.sources AS sources, e.contradictions AS contested, r.sentence AS sentence,
       r.trigger AS trigger, r.rule AS rule, article.source AS outlet, article.headline AS headline,
       article.published AS published, article.url AS url, article.id AS article
ORDER BY published IS NULL, published DESC, article, event
