"""``./dev bench [NAME …]``: run all benches, or the named ones; each prints its figures as lines."""

import importlib
import sys
from typing import Final

BENCHES: Final = ("start", "evidence", "link", "count", "kills")


def main() -> None:
    """Run what was asked for; an unknown name prints the known ones."""
    wanted = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in wanted if name not in BENCHES]
    if unknown:
        sys.exit(f"bench: unknown {', '.join(unknown)}; known: {', '.join(BENCHES)}")
    for name in wanted:
        print(f"# {name}")
        for line in importlib.import_module(f"bench.{name}").run():
            print(line, flush=True)


main()
