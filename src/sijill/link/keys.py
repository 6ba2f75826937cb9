"""Blocking keys: hashes of how name parts sound, together with dates, ages, places and papers.

Equal keys bring two records together; 0 means that the record lacks something the rule needs. Each rule is there
for a damage: a part misspelt, left out or swapped, a date shifted or missing, another script. Which rules are used
is decided by the pairs that they would make of these very records.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.block import measured
from sijill.link.columns import Parts, Records
from sijill.link.threads import in_threads

Fields: TypeAlias = Records | Mapping[str, NDArray[Any]]  # Any: of each field's own kind
"""Records, or their fields apart."""
_PAIRS_A_RECORD: Final = 12
"""Pairs a record that all rules together may make, those that several make counted each time."""
_PAIRS_ALWAYS: Final = 4_000_000
"""Pairs that are cheap however few the records."""
_MOSTLY_HOT: Final = 0.5
"""Share of records in hot blocks from which a rule finds too little."""

_RULES: Final[tuple[tuple[str, ...], ...]] = (
    ("whole",),
    ("spelling",),
    ("number",),
    ("first", "family", "birth"),
    ("first", "birth"),
    ("family", "birth"),
    ("father", "birth"),
    ("first", "registry"),
    ("registry",),
    ("birth",),
    ("family", "registry_area"),
    ("first_begins", "family_begins", "birth"),
    ("first_begins", "family_begins", "registry"),
    ("first_begins", "family_begins", "event", "place"),
    ("first_begins", "father_begins", "family_begins", "event_month"),
    ("first_begins", "family_begins", "birth_year", "place"),
    ("first_begins", "father_begins", "event", "place"),
    ("first_begins", "father_begins", "family_begins", "age"),
    ("first", "father_begins", "family_begins", "place"),
    ("first", "birth_year", "place", "event_month"),
    ("first", "family", "event_month"),
    ("first", "father", "event_month", "place"),
    ("first", "father", "event"),
    ("first", "father", "place", "birth_year"),
    ("family", "event", "place"),
    ("first", "family", "birth_year"),
    ("first", "father", "birth_year"),
    ("first", "family", "age"),
    ("first", "father", "age"),
    ("first", "event", "place"),
    ("first", "grandfather", "family"),
    ("first", "mother", "family"),
    ("first", "father", "mother"),
    ("first", "mother", "event_month"),
    ("first", "father", "family"),
    ("first", "father", "grandfather"),
    ("family", "event_month", "place"),
    ("first", "family", "place"),
    ("father", "grandfather", "family"),
    ("birth", "place"),
    ("first", "registry_area"),
    ("family", "place", "birth_year"),
    ("family_begins", "registry_area", "birth_year"),
    ("first", "birth_year", "event_month"),
    ("father", "family", "birth_year"),
    ("father", "event", "place"),
    ("first_begins", "father", "family"),
    ("first_begins", "family_begins", "birth_year"),
    ("first", "father_begins", "event_month"),
    ("first", "family"),
    ("first", "father", "place"),
    ("father", "family"),
    ("first", "father"),
    ("first", "grandfather"),
    ("family", "place"),
    ("first", "event"),
    ("first", "age"),
    ("family",),
    ("first",),
)
"""By what they find for what they cost, as measured on made-up families (decision 24): the dearest stand last."""


def build_keys(records: Records, parts: Parts) -> tuple[tuple[str, ...], NDArray[np.uint64]]:
    """Return the rules used and their keys, records x rules.

    A rule that no record can answer is left out; so are those that would make most pairs, once the pairs of all
    others fill what is affordable.
    """
    columns = _columns(records, parts)
    left = max(_PAIRS_ALWAYS, _PAIRS_A_RECORD * len(records))
    able = _able(columns)
    used = []
    for rule, (pairs, hot) in zip(
        able, in_threads(lambda rule: measured(_key(rule, columns)), able), strict=True
    ):
        if pairs <= left and (hot <= _MOSTLY_HOT or rule == _RULES[0]):
            left -= pairs
            used.append(rule)
    return tuple(_title(rule) for rule in used), _keys(used, columns)


def keys_of(rules: Sequence[str], records: Fields, parts: Parts) -> list[Callable[[], NDArray[np.uint64]]]:
    """Return for each of ``rules``, titles as ``build_keys`` gave them, what makes its keys: one rule's at a time."""
    columns, named = _columns(records, parts), {_title(rule): rule for rule in _RULES}
    return [functools.partial(_key, named[title], columns) for title in rules]


def coarse_keys(records: Records, parts: Parts) -> NDArray[np.uint64]:
    """Return the keys of all rules, the dearest included: for whoever looks at a part of the records only."""
    columns = _columns(records, parts)
    return _keys(_able(columns), columns)


def _able(columns: dict[str, NDArray[np.uint64]]) -> list[tuple[str, ...]]:
    return [rule for rule in _RULES if all(columns[column].any() for column in rule)]


def _keys(rules: Sequence[tuple[str, ...]], columns: dict[str, NDArray[np.uint64]]) -> NDArray[np.uint64]:
    keys = np.empty((len(columns["named"]), len(rules)), np.uint64)
    for place, rule in enumerate(rules):
        keys[:, place] = _key(rule, columns)
    return keys


def _key(rule: tuple[str, ...], columns: dict[str, NDArray[np.uint64]]) -> NDArray[np.uint64]:
    # Without a name nothing is known that one person alone can be.
    return _hash(_RULES.index(rule) + 1, [*(columns[column] for column in rule), columns["named"]])


def _title(rule: tuple[str, ...]) -> str:
    return ", ".join(column.replace("_", " ") for column in rule)


def _columns(records: Fields, parts: Parts) -> dict[str, NDArray[np.uint64]]:
    sound = np.r_[parts.skeletons, np.uint64(0)]
    part, count = records["part"], records["part_count"]
    rows = np.arange(len(count))
    grandfather = np.where(count > 3, part[:, 2], -1)
    given = [sound[part[:, slot]] for slot in range(part.shape[1])]
    columns = {
        "first": given[0],
        "father": np.where(count > 1, given[1], 0).astype(np.uint64),
        "grandfather": sound[grandfather],
        "family": np.where(count > 1, sound[part[rows, np.maximum(count - 1, 0)]], 0).astype(np.uint64),
        "whole": np.where(count > 1, _hash(99, given, needed=2), 0).astype(np.uint64),
        "spelling": np.ascontiguousarray(records["spelling"]),
        "named": (records["spelling"] > 0).astype(np.uint64),
        "birth": np.where(records["birth"] % 100 == 0, 0, records["birth"]).astype(np.uint64),
        "birth_year": (records["birth"] // 10000).astype(np.uint64),
        "age": (records["age"] + 1).astype(np.uint64),
        "event": np.where(records["event"] % 100 == 0, 0, records["event"]).astype(np.uint64),
        "event_month": np.where(records["event"] // 100 % 100 == 0, 0, records["event"] // 100).astype(
            np.uint64
        ),
        "place": records["place"].astype(np.uint64),
        "mother": sound[records["mother"]],
        "registry": records["registry"].astype(np.uint64),
        "registry_area": records["registry_area"].astype(np.uint64),
        "number": records["number"].astype(np.uint64),
    }
    for name in ("first", "father", "family"):
        columns[f"{name}_begins"] = _beginnings(columns[name])
    return columns


def _beginnings(sound: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the first two consonants of packed skeletons, four bits each: what is left of a name cut off."""
    begins = sound.copy()
    while (long := begins >= 256).any():
        begins[long] >>= np.uint64(4)
    return begins


def _hash(seed: int, columns: list[NDArray[np.uint64]], *, needed: int | None = None) -> NDArray[np.uint64]:
    """Mix columns into 62 bits, 0 where one of the first ``needed`` (default all) is 0."""
    mixed = np.empty(len(columns[0]), np.uint64)
    _mix(tuple(columns), np.uint64(seed), len(columns) if needed is None else needed, mixed)
    return mixed


@numba.njit(cache=True, nogil=True)
def _mix(
    columns: tuple[NDArray[np.uint64], ...], seed: np.uint64, needed: int, mixed: NDArray[np.uint64]
) -> None:
    for row in range(len(mixed)):
        value, missing = seed, False
        for place in range(len(columns)):
            part = columns[place][row]
            missing |= part == 0 and place < needed
            value = (value ^ part) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        mixed[row] = np.uint64(0) if missing else (value & np.uint64((1 << 62) - 1)) | np.uint64(1)
