"""Full-text index and query over passages and rows, with Arabic folding and light stems."""

from sijill.search.query import Hit, search

__all__ = ["Hit", "search"]
