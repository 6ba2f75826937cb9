"""Which totals may be published, and what of them: consent first, then small cells.

A total is published only if every list in it was given for totals or for publication; one that is withheld
is told by its name and the reason alone, and so is every comparison with it.
"""

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sijill.model.identity import ExhibitId
from sijill.tell.story import DEAD_KINDS, Beside, Estimate, Listed, Sentences
from sijill.tell.suppress import SMALLEST_SHOWN, overlap_table
from sijill.words import LANGUAGES, say

_ORDER: Final = ("killed", "detained", "missing", "all")
_PROVENANCE: Final = ("method", "tool", "version", "model", "seed", "parameters", "level")
"""What of a total's provenance is published: never hashes of inputs, which can be closed."""
_SCOPE: Final = ("population", "cause", "place", "period")
"""What a total counts, as it was declared: for whoever reads the figure."""
_RELATIONS: Final = frozenset(
    {"below_documented", "between", "inside", "above", "not_comparable", "no_estimate"}
)
_NUMBER: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_HASH: Final = re.compile(r"[0-9a-fA-F]{16,}")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _+-]{0,40}")
"""What a parameter in words looks like; a file's name has a dot or a slash, and is not told."""

Row = Mapping[str, Any]
"""A row of a table. Any: each column has its own type."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals that may be published, and the names of those that may not."""

    published: tuple[Estimate, ...]
    withheld: tuple[str, ...]
    figures: Mapping[str, tuple[Any, ...]]  # Any: int or None
    """The figures of every total as its row has them, by name, to find which one a comparison is about."""


def totals(
    rows: Iterable[Row], *, counts_in: Callable[[str], bool], list_names: Mapping[ExhibitId, str]
) -> Totals:
    """Return the totals that may be published. ``counts_in`` says whether an exhibit may count in totals."""
    ordered = sorted(rows, key=lambda row: (_rank(row["name"]), row["name"]))
    open_rows = [row for row in ordered if row["exhibits"] and all(map(counts_in, row["exhibits"]))]
    small = _small(open_rows)
    alone = len(ordered) == 1
    names = {row["name"] for row in open_rows}
    return Totals(
        published=tuple(
            _estimate(row, small=row["name"] in small, alone=alone, list_names=list_names)
            for row in open_rows
        ),
        withheld=tuple(dict.fromkeys(row["name"] for row in ordered if row["name"] not in names)),
        figures={row["name"]: _figures(row) for row in ordered},
    )


def beside(row: Row, kind: str, known: Totals) -> Beside:
    """Return what may be said of a claim of type ``kind`` beside the totals.

    The total meant is the one with the row's figures; a figure that fits no published total is withheld.
    """
    relation = row["relation"] if row["relation"] in _RELATIONS else "not_comparable"
    figures = _figures(row)
    if not any(value is not None for value in figures):
        return Beside(relation=relation, estimate="", **_reason(row))
    fitting = [name for name, each in known.figures.items() if each == figures]
    name = kind if kind in fitting else next((each for each in fitting if each not in known.withheld), "")
    meant = next((each for each in known.published if each.name == name), None)
    if meant is None or meant.small:
        return Beside(relation="withheld", estimate=meant.name if meant else "", reason="")
    return Beside(relation=relation, estimate=name, **_reason(row))


def _reason(row: Row) -> dict[str, Any]:  # Any: what Beside takes
    reason = row["reason"] or ""
    return {"reason": reason, "fields": tuple(row.get(reason) or ())}


def _figures(row: Row) -> tuple[Any, ...]:  # Any: int or None
    return tuple(row[name] for name in ("documented", "estimate", "low", "high"))


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _small(rows: Sequence[Row]) -> set[str]:
    """Return the totals of which no figure is shown: counts of the living under five, and their complements."""
    small = {
        row["name"]
        for row in rows
        if row["name"] not in DEAD_KINDS and 0 < (row["documented"] or 0) < SMALLEST_SHOWN
    }
    documented = {row["name"]: row["documented"] or 0 for row in rows}
    rest = documented.get("all", 0) - sum(count for name, count in documented.items() if name != "all")
    # The total of all kinds less the others would give the small one away, or those of no known kind.
    kinds_too = len(documented) > 1 and 0 < rest < SMALLEST_SHOWN
    return small | ({"all"} if "all" in documented and (small or kinds_too) else set())


def _estimate(row: Row, *, small: bool, alone: bool, list_names: Mapping[ExhibitId, str]) -> Estimate:
    name, living = row["name"], row["name"] not in DEAD_KINDS
    counts: dict[str, int] = {}
    for pattern, count in zip(row["patterns"] or [], row["counts"] or [], strict=True):
        counts[pattern] = counts.get(pattern, 0) + count
    # Cells of all kinds less those of each kind would give away the small cells of the last kind.
    tellable = not small and (name != "all" or alone)
    overlap = overlap_table(counts, lists=len(row["lists"]), living=living) if tellable else None
    lists = _lists(row, list_names)
    guarded = living and (overlap is None or bool(overlap.others))
    figures = (None,) * 4 if small else _figures(row)
    return Estimate(
        name=name,
        small=small,
        documented=figures[0],
        estimate=figures[1],
        low=figures[2],
        high=figures[3],
        refused=_sentences(row, "refused", lists, guarded=guarded),
        assumptions=_sentences(row, "assumptions", lists, guarded=guarded),
        warnings=_sentences(row, "warnings", lists, guarded=guarded),
        lists=lists,
        weighed=tuple(sorted(set(row["exhibits"]))),
        overlap=overlap,
        scope=tuple((part, row[part]) for part in _SCOPE if row.get(part)),
        provenance=() if small else _provenance(row["provenance"]),
    )


def _lists(row: Row, list_names: Mapping[ExhibitId, str]) -> tuple[Listed, ...]:
    """Return the lists in their order. One that was not handed in under its name is told by number alone.

    Its name here would be the file's, and nobody agreed to publish that.
    """
    exhibits = set(row["exhibits"])
    named = {
        name: tuple(sorted(each for each in exhibits if list_names.get(each) == name))
        for name in row["lists"]
    }
    nameless = [name for name in row["lists"] if not named[name]]
    left = exhibits - {each for numbers in named.values() for each in numbers}
    # Which list is which exhibit is known only when one of each is left; anything else would be a guess.
    alone = tuple(left) if len(nameless) == len(left) == 1 else ()
    return tuple(
        Listed(name=name if named[name] else "", exhibits=named[name] or alone) for name in row["lists"]
    )


def _sentences(row: Row, column: str, lists: tuple[Listed, ...], *, guarded: bool) -> Sentences:
    """Keep the sentences of a column; names of lists that are not told, and guarded numbers, are taken out.

    ``guarded`` says that numbers in them can be small cells or give them away.
    """
    told: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        found = row[f"{column}_{language}"] or []
        sentences = [_unnamed(each, row, lists) for each in ([found] if isinstance(found, str) else found)]
        if guarded:
            sentences = [_NUMBER.sub(say("tell.number_withheld", language), each) for each in sentences]
        told[language] = tuple(sentences)
    return Sentences(ar=told["ar"], en=told["en"])


def _unnamed(sentence: str, row: Row, lists: tuple[Listed, ...]) -> str:
    """Return a sentence without the names that are not told: the longest first, since one can begin another."""
    shown = {
        name: name if each.name else " ".join(each.exhibits) or "…"
        for name, each in zip(row["lists"], lists, strict=True)
        if name
    }
    names = "|".join(re.escape(name) for name in sorted(shown, key=lambda name: (-len(name), name)))
    return re.sub(names, lambda found: shown[found.group()], sentence) if names else sentence


def _provenance(text: str | None) -> tuple[tuple[str, str], ...]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return ()
    if not isinstance(found, dict):
        return ()
    return tuple(pair for name in _PROVENANCE if name in found for pair in _plain(name, found[name]))


def _plain(name: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for inner in sorted(value, key=str):
            found = value[inner]
            if isinstance(found, int | float) or (isinstance(found, str) and _WORD.fullmatch(found)):
                yield from _plain(f"{name}.{inner}", found)
    elif isinstance(value, int | float | str) and not _HASH.search(str(value)):
        yield name, str(value)
