// The articles that are there, with the digest of the record they were loaded from.
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.digest AS digest
