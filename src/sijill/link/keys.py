"""Blocking keys: hashes of how name parts sound, together with dates, ages, places and papers.

Equal keys bring two records together; 0 means that the record lacks something the rule needs. Each rule is there
for a damage: a part misspelt, left out or swapped, a date shifted or missing, another script. Which rules are used
is decided by the pairs that they would make of these very records.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records
from sijill.link.key_order import KEY_BITS
from sijill.link.measured import measured
from sijill.link.rules import COARSE, RULES
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

Fields: TypeAlias = Records | Mapping[str, NDArray[Any]]  # Any: of each field's own kind
"""Records, or their fields apart."""
Keys: TypeAlias = Callable[[], NDArray[np.uint64]]
"""Makes the keys of all records under one rule, 0 where a record lacks something."""
_LEARNED: Final = 4_000_000
"""Pairs that rules may make together for weights to be learned from them, those that several make counted each time."""
_EVERY: Final = 8_000_000
"""Pairs that all rules may make together."""
_USUAL: Final = 100_000
"""Records for which that holds; in a larger run rules may make more,"""
_PAIRS_A_RECORD_MORE: Final = 60
"""so many for each further record: kin, who share less than one person does, are to be as frequent there as in a small one."""
_LARGE: Final = 1_000_000
"""Records beyond which that number grows, too, as the root of the records: every rule makes more pairs for each record there, and those
by which brothers of two days meet would be left out (decision 68)."""
_KEPT: Final = 1 << 24
"""Keys that are kept from measuring rules to making blocks, 128 MB: the others are made twice."""
_ROWS: Final = 1 << 15
"""Records whose keys are made in one go: they fit into a core's cache."""
_MIXED_BITS: Final = 62
"""Of a hash that is mixed into another."""
_PLAIN_COLUMNS: Final = ("place", "registry", "registry_area", "number")
_MOSTLY_HOT: Final = 0.5
"""Share of records in hot blocks from which a rule finds too little."""


class Chosen(NamedTuple):
    """Rules, and for each of them what makes its keys: one rule's at a time."""

    rules: tuple[str, ...]
    keys: list[Keys]
    learned: int
    """From the pairs of how many of them, the first ones, weights are learned."""


def build_keys(records: Records, parts: Parts) -> Chosen:
    """Return the rules that may be used.

    A rule that no record can answer is left out; so are those of which most records are in hot blocks, and those that would
    make most pairs, once the pairs of all others fill what is affordable.
    """
    columns = _given(_columns(records, parts))
    able = _able(columns)
    kept: dict[tuple[str, ...], NDArray[np.uint64]] = {}
    first = able[: _KEPT // max(len(records), 1)]

    def cost_of(rule: tuple[str, ...]) -> tuple[int, float]:
        keys = _key(rule, columns)()
        if rule in first:
            kept[rule] = keys
        return measured(keys)

    cost = dict(zip(able, in_threads(cost_of, able), strict=True))
    rest = [rule for rule in able if cost[rule][1] <= _MOSTLY_HOT or rule == RULES[0]]
    used: list[tuple[str, ...]] = []
    learned, pairs = 0, 0
    more = _pairs_more(len(records))
    for affordable in (_LEARNED + more, _EVERY + more):
        for rule in rest:
            if pairs + cost[rule][0] <= affordable:
                pairs += cost[rule][0]
                used.append(rule)
        rest = [rule for rule in rest if rule not in used]
        learned = learned or len(used)
    # Each holds the columns of its own rule alone, or keys that it gives away: of ten million records they have 80 MB.
    keys = [[kept[rule]].pop if rule in kept else _key(rule, columns) for rule in used]
    return Chosen(tuple(_title(rule) for rule in used), keys, learned)


def _pairs_more(records: int) -> int:
    """Return how many pairs rules may make in a register of so many records beyond those of a usual one."""
    each = _PAIRS_A_RECORD_MORE * max(records / _LARGE, 1.0) ** 0.5
    return int(each * max(records - _USUAL, 0))


def keys_of(rules: Sequence[str], records: Fields, parts: Parts) -> list[Keys]:
    """Return for each of ``rules``, titles as ``build_keys`` gave them, what makes its keys: one rule's at a time."""
    columns, named = _columns(records, parts), {_title(rule): rule for rule in RULES}
    return [_key(named[title], columns) for title in rules]


def coarse_keys(records: Records, parts: Parts) -> list[Keys]:
    """Return what makes the keys of all rules, the dearest included: for whoever looks at a part of the records only."""
    columns = _given(_columns(records, parts))
    return [_key(rule, columns) for rule in _able(columns, (*RULES, *COARSE))]


class _Column(NamedTuple):
    """What a record says in one respect, 0 where nothing: a number of its own, or the number of a part, of which ``sounds`` has the sound one place further."""

    values: NDArray[Any]  # Any: of any width
    sounds: NDArray[np.uint64] | None = None

    def is_empty(self) -> bool:
        # What is given at all is mostly given among the first.
        some = (self.values[:_ROWS], self.values)
        return not any((each if self.sounds is None else self.sounds[each + 1]).any() for each in some)


def _given(columns: dict[str, _Column]) -> dict[str, _Column]:
    """Return the columns in which some record says something, and whether it has a name."""
    return {name: column for name, column in columns.items() if name == "named" or not column.is_empty()}


def _able(given: dict[str, _Column], rules: tuple[tuple[str, ...], ...] = RULES) -> list[tuple[str, ...]]:
    return [rule for rule in rules if given.keys() >= set(rule)]


def _key(rule: tuple[str, ...], columns: dict[str, _Column]) -> Keys:
    """Return what makes the keys of a rule."""
    # Without a name nothing is known that one person alone can be.
    number = (*RULES, *COARSE).index(rule) + 1
    return functools.partial(_hash, number, [columns[column] for column in (*rule, "named")])


def _title(rule: tuple[str, ...]) -> str:
    return ", ".join(column.replace("_", " ") for column in rule)


def _columns(records: Fields, parts: Parts) -> dict[str, _Column]:
    """Return what rules are made of, as narrow as it is: ten million records have two dozen such columns."""
    sound = np.r_[np.uint64(0), parts.rows["skeleton"]]
    begins = _beginnings(sound)
    asked = ("part", "part_count", "spelling", "birth", "age", "event", "mother", *_PLAIN_COLUMNS)
    # Each is far from the next in a row of a record.
    field = dict(zip(asked, in_threads(lambda name: np.ascontiguousarray(records[name]), asked), strict=True))
    part, count = field["part"], field["part_count"]
    given = in_threads(lambda slot: np.ascontiguousarray(part[:, slot]), range(part.shape[1]))
    father = np.where(count > 1, given[1], -1)
    last = part[np.arange(len(count)), np.maximum(count - 1, 0)]
    family = np.where(count > 1, last, -1)
    whole = _hash(99, [_Column(each, sound) for each in given], needed=2, bits=_MIXED_BITS)
    whole[count < 2] = 0
    birth, event = field["birth"], field["event"]
    month = event // 100
    columns = {
        "first": _Column(given[0], sound),
        "father": _Column(father, sound),
        "grandfather": _Column(np.where(count > 3, given[2], -1), sound),
        "family": _Column(family, sound),
        "whole": _Column(whole),
        "spelling": _Column(field["spelling"]),
        "named": _Column(field["spelling"] > 0),
        "birth": _Column(np.where(birth % 100 == 0, 0, birth)),
        "birth_year": _Column(birth // 10000),
        "age": _Column(field["age"] + 1),
        "event": _Column(np.where(event % 100 == 0, 0, event)),
        "event_month": _Column(np.where(month % 100 == 0, 0, month)),
        "mother": _Column(field["mother"], sound),
    }
    columns |= {name: _Column(field[name]) for name in _PLAIN_COLUMNS}
    parted = ("first", "father", "family")
    return columns | {f"{name}_begins": _Column(columns[name].values, begins) for name in parted}


def _beginnings(sound: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the first two consonants of packed skeletons, four bits each: what is left of a name cut off."""
    begins = sound.copy()
    while (long := begins >= 256).any():
        begins[long] >>= np.uint64(4)
    return begins


def _hash(
    seed: int, columns: Sequence[_Column], *, needed: int | None = None, bits: int = KEY_BITS
) -> NDArray[np.uint64]:
    """Mix columns into so many ``bits``, 0 where one of the first ``needed`` (default all) is 0."""
    mixed = np.full(len(columns[0].values), seed, np.uint64)
    for first in range(0, len(mixed), _ROWS):
        some = slice(first, first + _ROWS)
        lacks = np.zeros(len(mixed[some]), np.bool_)
        for place, column in enumerate(columns):
            is_needed = needed is None or place < needed
            if column.sounds is None:
                _mix(column.values[some], mixed[some], lacks, is_needed)
            else:
                _mix_sounds(column.values[some], column.sounds, mixed[some], lacks, is_needed)
        _finish(mixed[some], lacks, bits)
    return mixed


@uncounted
def _mix(
    column: NDArray[Any],  # Any: of any width
    mixed: NDArray[np.uint64],
    lacks: NDArray[np.bool_],
    needed: bool,
) -> None:
    """Mix one more column in, and tell who lacks it where it is needed."""
    for row in range(len(mixed)):
        value = (mixed[row] ^ np.uint64(column[row])) * np.uint64(0x9E3779B97F4A7C15)
        mixed[row] = value ^ (value >> np.uint64(29))
        lacks[row] |= needed and column[row] == 0


@uncounted
def _mix_sounds(
    column: NDArray[np.int32],
    sounds: NDArray[np.uint64],
    mixed: NDArray[np.uint64],
    lacks: NDArray[np.bool_],
    needed: bool,
) -> None:
    """Do the same with the sound of a part; the first of ``sounds`` is that of a missing one, -1."""
    for row in range(len(mixed)):
        # A number that may be below 0 would be looked at each time.
        sound = sounds[np.uint32(column[row] + np.int32(1))]
        value = (mixed[row] ^ sound) * np.uint64(0x9E3779B97F4A7C15)
        mixed[row] = value ^ (value >> np.uint64(29))
        if needed:
            lacks[row] |= sound == 0


@uncounted
def _finish(mixed: NDArray[np.uint64], lacks: NDArray[np.bool_], bits: int) -> None:
    """Leave the first ``bits`` of the last ``_MIXED_BITS``, and 0 to whoever lacks something."""
    for row in range(len(mixed)):
        whole = mixed[row] & np.uint64((1 << _MIXED_BITS) - 1) | np.uint64(1)
        kept = max(whole >> np.uint64(_MIXED_BITS - bits), np.uint64(1))
        mixed[row] = np.uint64(0) if lacks[row] else kept
