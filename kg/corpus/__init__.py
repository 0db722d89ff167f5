"""The corpus: what was read, what became of each article, and the records that were coded. Graphs are made of it.

A folder with `manifest.sqlite` (every article with its state), `records/` (Parquet shards of coded records) and
`decisions/`. A graph is a pure function of the coded records and the decisions, so that neither the order of articles
nor batches, workers, stops and re-runs change it.
"""
