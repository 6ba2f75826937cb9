"""Claims: what the grammar reads in annotated texts, as claims_score.py counts it, and field by field.

``./dev bench claims [SET …] [--show]``

    dev     the sentences that the grammar was first made for (SIJILL_SHARED): a floor, tuned on
    own     the texts for development beside this file, by style and by kind of difficulty: tuned on
    own_2   sixty more for development, most of them with numbers that are no claims: tuned on
    own_3   sixty more of that kind, by chance half of 120: tuned on
    own_4   half of 188, a third of them without a claim, in other constructions: tuned on
    short   566 short texts, most of one sentence, annotated with words, numbers and types only: tuned on
    none    586 single sentences that state no claim, in four lists (styles first to fourth): tuned on
    held    the texts that were kept out: totals only, and ``--show`` shows nothing of them
    held_2  the sixty kept out beside own_2, in the same way
    held_3  the other half of the 120
    held_4  the other half of the 188

A field (who says it, in a chain; stance; by whom; where; when) is scored on claims whose value is right. A part of which
the annotation says nothing has the fields of its whole. ``named`` counts the claims for which there is something to say.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.claims_marks import FIELDS, Item, Marks, mark, total

SETS = ("dev", "own", "own_2", "own_3", "own_4", "short", "none", "held", "held_2", "held_3", "held_4")
_KEPT_OUT = ("held", "held_2", "held_3", "held_4")
_CASES = Path(__file__).parent / "cases"


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of the sets that ``words`` ask for; one line with the reason where a set is not there."""
    parser = argparse.ArgumentParser(prog="bench claims", description="See bench/claims.py.")
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    parser.add_argument("--show", action="store_true", help="what was missed in the sets for development")
    asked = parser.parse_args(list(words))
    if unknown := [name for name in asked.sets if name not in SETS]:
        parser.error(f"unknown {', '.join(unknown)}; known: {', '.join(SETS)}")
    for name in asked.sets or SETS:
        path = _path(name)
        if not path.exists():
            yield f"skipped: {name}: no file {path}; SIJILL_SHARED names its folder"
            continue
        yield f"## {name}"
        yield from _lines(name, json.loads(path.read_text(encoding="utf-8"))["items"], show=asked.show)


def _path(name: str) -> Path:
    if name == "dev":
        return Path(os.environ.get("SIJILL_SHARED", "../shared")) / "data/claims/dev.json"
    return _CASES / f"claims_{name}.json"


def _lines(name: str, items: Sequence[Item], *, show: bool) -> Iterator[str]:
    from sijill.claim import extract_rows

    told: list[str] = []
    shown = told.append if show and name not in _KEPT_OUT else None
    marks = [mark(item, extract_rows(item["text"]), shown) for item in items]
    yield from told
    yield from _totals(total(marks))
    if name in _KEPT_OUT:
        return
    for group in ("style", "phenomena"):
        yield from _by(group, items, marks)


def _totals(marks: Marks) -> Iterator[str]:
    yield f"{marks.texts} texts, {marks.gold} claims annotated, {marks.read} read"
    for label, hits in (
        ("span", marks.span),
        ("value", marks.value),
        ("value+qualifier", marks.qualifier),
        ("value+type", marks.type),
        ("value+qualifier+type", marks.all_three),
    ):
        yield f"{label:22s} P {hits / max(1, marks.read):.3f} R {hits / max(1, marks.gold):.3f} F1 {marks.f1(hits):.3f}"
    yield f"parts to their whole   {marks.parts_right}/{marks.parts}"
    yield f"false claims           {marks.false} ({100 * marks.false / max(1, marks.texts):.1f} per 100 texts)"
    for field in FIELDS:
        yield (
            f"{field:22s} {marks.right[field]}/{marks.value} = {marks.right[field] / max(1, marks.value):.3f}"
            f" (named {marks.named_right[field]}/{marks.named[field]})"
        )


def _by(group: str, items: Sequence[Item], marks: Sequence[Marks]) -> Iterator[str]:
    """Yield a line for each style or kind of difficulty with what was missed in it; kinds without a miss are one line."""
    sums: dict[str, Marks] = {}
    for item, each in zip(items, marks, strict=True):
        names = item.get(group, ())
        for name in [names] if isinstance(names, str) else names:
            sums[name] = total([sums.get(name, Marks()), each])
    whole = [name for name, each in sums.items() if each.all_three == each.gold == each.read]
    for name in sorted(sums.keys() - set(whole)):
        each = sums[name]
        yield (
            f"{group}: {name}: {each.texts} texts, value {each.value}/{each.gold}, with qualifier and type"
            f" {each.all_three}, read {each.read}, false {each.false}"
        )
    if whole:
        yield f"{group}: all right in {len(whole)} of {len(sums)}"
