"""File formats to passages and rows. Parsers run in a child process with limits, never in ours."""

from sijill.read.child import picture_method, read_files

__all__ = ["picture_method", "read_files"]
