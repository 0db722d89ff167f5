// Whether the graph holds articles, and the form of its roll-ups.
OPTIONAL MATCH (x:Article)
WITH count(x) AS articles
OPTIONAL MATCH (g:Graph)
RETURN articles AS articles, max(g.rollups) AS rollups
