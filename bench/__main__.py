"""``./dev bench [NAME …]``: run all benches, or the named ones; each prints its figures as lines.

Words behind ``names`` choose among its parts: ``./dev bench names folds --folds 0``.
"""

import importlib
import sys
from typing import Final

BENCHES: Final = (
    "start",
    "evidence",
    "link",
    "spark",
    "reviews",
    "audits",
    "count",
    "kills",
    "near",
    "tamper",
    "faults",
    "dossier",
    "corpus",
    "dates",
    "places",
    "names",
    "claims",
    "search",
)
WITH_PARTS: Final = (
    "link",
    "count",
    "names",
    "reviews",
    "audits",
    "tamper",
    "evidence",
    "kills",
    "corpus",
    "faults",
    "claims",
    "search",
)
"""Benches that take all words behind their name."""


def main() -> None:
    """Run what was asked for; an unknown name prints the known ones."""
    wanted = sys.argv[1:] or list(BENCHES)
    words: list[str] = []
    if wanted[0] in WITH_PARTS:
        wanted, words = wanted[:1], wanted[1:]
    unknown = [name for name in wanted if name not in BENCHES]
    if unknown:
        sys.exit(f"bench: unknown {', '.join(unknown)}; known: {', '.join(BENCHES)}")
    for name in wanted:
        print(f"# {name}")
        bench = importlib.import_module(f"bench.{name}")
        for line in bench.run(words) if name in WITH_PARTS else bench.run():
            print(line, flush=True)


main()
