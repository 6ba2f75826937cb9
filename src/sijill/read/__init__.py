"""File formats to passages, rows and appearances. Parsers run in a child process with limits, never in ours."""

from sijill.read.child import look_at_pictures, picture_method, read_files

__all__ = ["look_at_pictures", "picture_method", "read_files"]
