// title: What is here?
// text: How much of everything there is. Actors are people, states, armies, parties and so on; events are what they did;
//   places and articles say where, and who tells it.
MATCH (n:Actor) RETURN 'actors' AS what, count(n) AS many
UNION ALL MATCH (n:Event) RETURN 'events' AS what, count(n) AS many
UNION ALL MATCH (n:Place) RETURN 'places' AS what, count(n) AS many
UNION ALL MATCH (n:Article) RETURN 'articles' AS what, count(n) AS many
UNION ALL MATCH (n:Role) RETURN 'roles' AS what, count(n) AS many
