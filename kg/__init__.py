"""kg: news articles to a geopolitical event knowledge graph."""

__version__ = "0.1.0"
