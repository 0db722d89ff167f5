// title: Actor profile
// question: Who is this actor, what does it do and what is done to it?
// param: actor string = "" — any part of its name or of an alias; empty for every actor
// column: actor string — the name
// column: kind string — person, state, government, military, armed_group, party, organization, …
// column: country string — ISO 3166 alpha-3 code
// column: roles strings — the offices and functions that the texts give it
// column: aliases strings — other names in the texts
// column: as_source integer — events whose source it is
// column: as_target integer — events whose target it is
// column: as_speaker integer — events that the texts give to it as the speaker
// column: cooperation integer — events as a source that are verbal or material cooperation
// column: conflict integer — events as a source that are verbal or material conflict
// column: partners integer — other actors on the other side of its events
// column: first date — the first event with a date
// column: last date — the last event with a date
// column: actor_id string — key of the actor
// related: actor-timeline, most-active
MATCH (a:Actor)
WHERE $actor = '' OR toLower(a.name) CONTAINS toLower($actor)
   OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS toLower($actor))
OPTIONAL MATCH (a)-[:HELD]->(role:Role)
WITH a, role ORDER BY role.name
WITH a, collect(DISTINCT role.name) AS roles
OPTIONAL MATCH (a)-[:SOURCE_OF|TARGET]-(e:Event)
WITH a, roles, min(e.start) AS first, max(e.start) AS last
OPTIONAL MATCH (a)-[:SOURCE_OF]->(e:Event)
WITH a, roles, first, last, count(e) AS as_source, sum(CASE WHEN e.quad IN [1, 2] THEN 1 ELSE 0 END) AS cooperation,
     sum(CASE WHEN e.quad IN [3, 4] THEN 1 ELSE 0 END) AS conflict
OPTIONAL MATCH (a)-[:SOURCE_OF]->(:Event)-[:TARGET]->(b:Actor)
WHERE b.id <> a.id
WITH a, roles, first, last, as_source, cooperation, conflict, collect(DISTINCT b.id) AS acted_on
OPTIONAL MATCH (a)<-[:TARGET]-(:Event)<-[:SOURCE_OF]-(b:Actor)
WHERE b.id <> a.id AND NOT b.id IN acted_on
WITH a, roles, first, last, as_source, cooperation, conflict, size(acted_on) AS acted_on,
     count(DISTINCT b) AS others
RETURN a.name AS actor, a.kind AS kind, a.country AS country, roles AS roles, coalesce(a.aliases, []) AS aliases,
       as_source AS as_source,
       COUNT { (a)<-[:TARGET]-(:Event) } AS as_target, COUNT { (a)<-[:STATED_BY]-(:Event) } AS as_speaker,
       cooperation AS cooperation, conflict AS conflict, acted_on + others AS partners, first AS first, last AS last,
       a.id AS actor_id
ORDER BY as_source + as_target DESC, actor, actor_id
