// Who did it to whom, where, and who says so: all but the articles that report it.
UNWIND $ids AS id
MATCH (:Event {id: id})-[r:SOURCE_OF|TARGET|STATED_BY|AT]-()
DELETE r
