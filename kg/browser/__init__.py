"""What Neo4j Browser loads, made from the schema, the ontology and the reports: a style, a guide, saved queries, links.

Made for Browser 5.24, which comes with Neo4j 5.26 and which the tests run; README.md says what other versions do.
"""
