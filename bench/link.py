"""Linkage on real lists, historical persons and made-up families, one set of thresholds for all of them.

Each set is linked by a process of its own, from files to the CSV of clusters, so that memory is its own:

    ./dev bench link                  all sets but the large ones: million, ten_million, added
    ./dev bench link gaza historical families places syrian country million ten_million    the named parts
    ./dev bench link small            small registers of families, seeds 101 to 104, and Splink beside; small_chosen: seeds 1 to 4
    ./dev bench link tiny             registers of two to some hundred records, seeds 101 to 112; tiny_chosen: seeds 1 to 12
    ./dev bench link unsaid           registers of persons named by whose child or wife they are, seeds 101 to 112; unsaid_chosen: 1 to 12
    ./dev bench link peoples          registers of seventeen other peoples, seeds 101 to 112; peoples_chosen: seeds 1 to 12
    ./dev bench link draws            stated probabilities over four draws of 100,000 records, with papers and without, each and together
    ./dev bench link added            a list of 1,000 added to a register of a million
    ./dev bench link peers            Splink on the same files, and two sets of one list on which nothing was chosen
    ./dev bench link pace             a million records by Splink and by Sijill, one after the other, and how many times as fast
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from bench.link_judged import CHOSEN_ON, REPORTED
from bench.link_sets import LinkSet, families, historical, real_sets

_PARTS: Final = (
    "gaza", "historical", "families", "small", "places", "syrian", "country", "tiny", "unsaid", "peoples", "small_chosen", "tiny_chosen", "unsaid_chosen", "peoples_chosen", "draws", "million", "ten_million", "added", "peers", "pace",
)  # fmt: skip
_ASKED_FOR: Final = (
    "small_chosen",
    "tiny_chosen",
    "unsaid_chosen",
    "peoples_chosen",
    "draws",
    "million",
    "ten_million",
    "added",
    "peers",
    "pace",
)
"""Not run where no part is named."""


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of each named part, of all but the large ones where none is named."""
    unknown = sorted(set(words) - set(_PARTS))
    if unknown:
        sys.exit(f"bench: link has no part {', '.join(unknown)}; known: {', '.join(_PARTS)}")
    for part in words or [part for part in _PARTS if part not in _ASKED_FOR]:
        yield from _registers(part) or _linked(part)


def _registers(part: str) -> Iterator[str] | None:
    """Return the lines of a part that draws registers of its own; None for one of files with a truth each."""
    from bench import link_added, link_draws, link_peers, link_small

    if (judged := part.removesuffix("_chosen")) in {"tiny", "unsaid", "peoples"}:
        lines: Iterator[str] = importlib.import_module(f"bench.link_{judged}").run(
            REPORTED if part == judged else CHOSEN_ON
        )
        return lines
    runs: dict[str, Callable[[], Iterator[str]]] = {
        "added": link_added.run,
        "draws": lambda: link_draws.run(_measured),
        "pace": lambda: link_peers.pace(_measured),
        "small": link_small.run,
        "small_chosen": lambda: link_small.run(link_small.CHOSEN_ON, beside=False),
    }
    return runs[part]() if part in runs else None


def _linked(part: str) -> Iterator[str]:
    for each in _sets(part):
        if each.missing:
            yield f"skipped: {each.title}: no {each.truth}; SIJILL_SHARED names the folder of shared data"
            continue
        yield from _lines(each, _measured(each))
        if part == "peers":
            from bench.link_peers import beside

            yield from beside(each)


def _sets(part: str) -> tuple[LinkSet, ...]:
    if part == "gaza":
        return real_sets()
    if part == "historical":
        return (historical(),)
    if part == "peers":
        from bench.link_peers import compared_sets

        return compared_sets()
    if part == "country":
        from bench.link_country import country

        return (country(),)
    return _drawn(part)


def _drawn(part: str) -> tuple[LinkSet, ...]:
    if part == "places":
        from bench.link_places import each_in_its_way

        return each_in_its_way(families(100_000))
    if part == "ten_million":
        return (families(10_000_000, reach=0.93),)
    count = 1_000_000 if part == "million" else 100_000
    plain = families(count, reach=0.95 if part == "million" else 0.96)
    with_papers = families(count, syrian=True)
    if part == "million":
        return plain, with_papers
    if part == "families":
        return (plain,)
    unread = tuple((f"without {' and '.join(left_out)}", left_out) for left_out in _PAPERS)
    return with_papers, *(with_papers.reduced(title, left_out) for title, left_out in unread)


_PAPERS: Final = (("mothers",), ("registries",), ("numbers",), ("mothers", "registries", "numbers"))


def _measured(each: LinkSet) -> dict[str, Any]:  # Any: JSON values
    command = [sys.executable, "-m", "bench.link_one", json.dumps(each.as_json(), ensure_ascii=False)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, Any] = json.loads(found)  # Any: JSON values
    return measured


def _lines(each: LinkSet, found: dict[str, Any]) -> Iterator[str]:  # Any: JSON values
    half = "; ".join(
        f"{name} P {part['precision']:.4f} R {part['recall']:.4f} F1 {part['f1']:.4f} B3 {part['bcubed']:.4f}"
        for name, part in found["scores"].items()
    )
    asked = f" (asked {each.reach})" if each.reach else ""
    yield f"{each.title}{asked}: {half}"
    yield (
        f"  wrong merges per 10,000 persons {found['wrong']:.1f}, of another first name {found['brothers']:.1f}; "
        f"true pairs that a block met and linkage kept {found['kept']:.4f}, shown as contradicting and not merged {found['contradicting']:.4f}"
    )
    yield (
        f"  {found['records']} records: {found['cpu']:.1f} s of CPU, {found['wall']:.1f} s by the clock, "
        f"{found['records'] / found['cpu']:.0f} records a CPU second, {found['records'] / found['wall']:.0f} a second; "
        f"peak memory {found['memory']:.0f} MB"
    )
    bins = ", ".join(
        f"{said:.2f}/{true:.2f}±{error:.2f} ({pairs})" for pairs, said, true, error in found["bins"]
    )
    worst, chance = max(((abs(said - true), error) for _, said, true, error in found["bins"]), default=(0, 0))
    yield f"  probability said/found, standard error (pairs): {bins}; worst {worst:.3f}±{chance:.3f}"
    yield f"  lists that name nobody twice: {', '.join(found['free']) or 'none'}"
