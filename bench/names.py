"""Names: every figure of docs/reference/names-figures.md but its trials, by the shared measuring program.

``./dev bench names [PART …] [--size N] [--folds 0 …] [--hands ibc …] [--limit N]``

Without a part all; with ``--size`` alone the queries.

    folds      five-fold cross-validation on all sets          hands    each hand left out of training
    latin      hand-written Latin pairs, beside logic-v2       peers    Unidecode, ICU, logic-v2 on the same pairs
    speed      bulk scoring on one core                        retrieval  indexes of real names
    read       pairs as a caseworker reads them: kin, titles, names of one root, slips
    namesakes  pairs of one given, father's and grandfather's name and two families
    queries    indexes of 100,000 and 1,000,000 recombined names (--size: another number)

Learning is kept in ``.bench``; without that, all parts take about an hour. Two processes learn; one process, with one
thread, measures.
"""

import argparse
from collections.abc import Iterator, Sequence

from bench import peers

PARTS = ("folds", "hands", "latin", "peers", "speed", "retrieval", "read", "namesakes", "queries")
HANDS = ("un", "press", "ibc", "wikidata", "google")
_SIZES = (100_000, 1_000_000)


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of the parts that ``words`` ask for; one line with the reason where the data are not there."""
    parser = argparse.ArgumentParser(prog="bench names", description="See bench/names.py.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--size", type=int, action="append", help="names of an index of recombined names")
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(5)), choices=range(5))
    parser.add_argument(
        "--hands", nargs="+", default=list(HANDS), choices=HANDS, help="hands left out in turn"
    )
    parser.add_argument("--limit", type=int, default=2000, help="true pairs a set (%(default)s)")
    asked = parser.parse_args(list(words))
    if unknown := [part for part in asked.parts if part not in PARTS]:
        parser.error(f"unknown {', '.join(unknown)}; known: {', '.join(PARTS)}")
    parts = asked.parts or (["queries"] if asked.size else PARTS)
    if not peers.program().exists():
        yield f"skipped: {', '.join(parts)}: no measuring program {peers.program()}; SIJILL_SHARED names its folder"
        return
    for part in parts:
        yield f"## {part}"
        yield from _lines(part, asked)


def _lines(part: str, asked: argparse.Namespace) -> Iterator[str]:
    """Return the lines of one part; what it needs is imported here, since a part may need what another does not."""
    if part in {"folds", "hands"}:
        from bench import names_folds

        if part == "folds":
            return names_folds.folds(asked.folds, asked.limit)
        return names_folds.hands(asked.hands, asked.limit)
    if part in {"latin", "peers"}:
        from bench import names_peers

        return names_peers.latin() if part == "latin" else names_peers.whole_files(asked.limit)
    if part in {"speed", "read", "namesakes"}:
        from bench import names_namesakes, names_read, names_speed

        lines = {
            "speed": names_speed.bulk,
            "read": names_read.read_as,
            "namesakes": names_namesakes.namesakes,
        }
        return lines[part]()
    from bench import names_queries

    if part == "retrieval":
        return names_queries.retrieval(asked.folds)
    return (line for size in asked.size or _SIZES for line in names_queries.queries(size))
