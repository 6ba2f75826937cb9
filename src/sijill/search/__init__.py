"""Full-text search of passages and rows: Arabic however it is spelled, in either script, by who may read it."""

from sijill.search.excerpt import excerpt
from sijill.search.highlight import Mark
from sijill.search.meeting import How
from sijill.search.query import Archive, Found, Hit, Options, search

__all__ = ["Archive", "Found", "Hit", "How", "Mark", "Options", "excerpt", "search"]
