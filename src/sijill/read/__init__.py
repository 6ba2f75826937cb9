"""File formats to passages and rows; parsers run in a child process with limits."""
