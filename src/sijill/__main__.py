"""``python -m sijill`` is the same as ``sijill``."""

from sijill.cli import main

main()
