"""Fragments that give rise to other fragments, learned by expectation-maximisation from pairs of spellings.

A pair is cut into *units*: a letter that stays, a letter for another, a letter lost, or a fragment of up to three
letters for another of up to four. P(pair) is the sum over all ways to cut it of the product of the units' shares,
as in ``train.emission``, so that a fragment is learned where it explains pairs that single letters explain worse.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from train.pairs import Pair

LONGEST_SOUND, LONGEST_READ = 3, 4
"""Letters of a fragment before and after damage."""
FURTHEST = 3
"""Letters by which the two sides of a cut may be out of step."""
ROUNDS = 10
FIRST_GUESS = {"same": 2e-2, "letter": 1e-5, "fragment": 1e-6}
EACH_LETTER_MORE = 0.1
"""First guess of a fragment for each letter above two."""
ABSOLUTE = 0.3
"""Persons that are taken from each unit in each round, so that chance units die out."""
NEVER = 1e-9
SLIGHT = 1e-4
"""Of a way to cut a pair, the share below which it is not followed any more."""


class Unit(NamedTuple):
    """A fragment and what was read for it."""

    sound: str
    read: str
    at_end: bool


_Arc = tuple[int, int, Unit]


def learn_units(pairs: Mapping[Pair, float]) -> dict[Unit, float]:
    """Return of how many persons each unit explains a name; ``pairs`` are (sound, damaged) parts with persons."""
    graphs = [(_arcs(sound, read), count) for (sound, read), count in sorted(pairs.items())]
    shares: Mapping[Unit, float] | None = None
    counts: defaultdict[Unit, float] = defaultdict(float)
    for _ in range(ROUNDS):
        counts, kept = defaultdict(float), []
        for (arcs, last), count in graphs:
            met = _expect(arcs, last, shares)
            for (_, _, unit), share in met:
                counts[unit] += count * share
            if met:
                kept.append((([arc for arc, _ in met], last), count))
        graphs = kept
        total = sum(counts.values())
        less = {unit: count - (0 if unit.sound == unit.read else ABSOLUTE) for unit, count in counts.items()}
        shares = {unit: max(count, 0) / total for unit, count in less.items()}
    return dict(counts)


def _arcs(sound: str, read: str) -> tuple[list[_Arc], int]:
    """Return each unit that may stand between two places (numbers of a grid), from left to right, and the last place."""
    width = len(read) + 1
    if sound == read:
        return [
            (at * (width + 1), (at + 1) * (width + 1), Unit(letter, letter, at + 1 == len(sound)))
            for at, letter in enumerate(sound)
        ], len(sound) * (width + 1)
    found = [
        (i * width + j, (i + len(unit.sound)) * width + j + len(unit.read), unit)
        for i in range(len(sound))
        for j in range(max(0, i - FURTHEST), min(len(read), i + FURTHEST) + 1)
        for unit in _units(sound[i:], read[j:])
    ]
    return found, len(sound) * width + len(read)


def _units(sound: str, read: str) -> Iterator[Unit]:
    """Yield each unit that what is left of both begins with; none has a smaller one at its edge, but for a last letter."""
    for n in range(1, min(LONGEST_SOUND, len(sound)) + 1):
        for m in range(min(LONGEST_READ, len(read)) + 1):
            unit = Unit(sound[:n], read[:m], n == len(sound) and m == len(read))
            if _is_unit(*unit):
                yield unit


def _is_unit(one: str, other: str, at_end: bool) -> bool:
    sizes = (len(one), len(other))
    if sizes in {(1, 0), (1, 1)}:
        return True
    if not other or one == other or (len(one) == 1 and len(other) > 2):
        return False
    if one[0] == other[0]:  # a letter lost or added is told by the one before it, and so is another last one
        return sizes in {(2, 1), (1, 2)} or (sizes == (2, 2) and at_end)
    return one[-1] != other[-1] or sizes == (2, 2)


def _guess(unit: Unit) -> float:
    letters = max(len(unit.sound), len(unit.read))
    if unit.sound == unit.read:
        return FIRST_GUESS["same"]
    return (
        FIRST_GUESS["letter"] if letters == 1 else FIRST_GUESS["fragment"] * EACH_LETTER_MORE ** (letters - 2)
    )


def _expect(arcs: list[_Arc], last: int, shares: Mapping[Unit, float] | None) -> list[tuple[_Arc, float]]:
    """Return how often each unit is expected in a pair, those that matter; nothing where no cut explains it."""
    ahead: dict[int, float] = {0: 1.0}
    behind: dict[int, float] = {last: 1.0}
    weights: list[float] = [
        _guess(unit) if shares is None else shares.get(unit, NEVER) for _, _, unit in arcs
    ]
    for (start, end, _), weight in zip(arcs, weights, strict=True):
        if start in ahead:
            ahead[end] = ahead.get(end, 0.0) + ahead[start] * weight
    for (start, end, _), weight in zip(reversed(arcs), reversed(weights), strict=True):
        if end in behind:
            behind[start] = behind.get(start, 0.0) + behind[end] * weight
    whole = ahead.get(last, 0.0)
    if whole <= 0:
        return []
    met = [
        (arc, ahead.get(arc[0], 0.0) * weight * behind.get(arc[1], 0.0) / whole)
        for arc, weight in zip(arcs, weights, strict=True)
    ]
    return [(arc, share) for arc, share in met if share > SLIGHT]
