"""Blocking keys: hashes of how name parts sound, together with dates, ages and places.

Equal keys bring two records together; 0 means that the record lacks something the rule needs. Rules go from
most to least selective. Each is there for a damage: a part misspelt, left out or swapped, a date shifted or
missing, another script.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records

_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_KEEP: Final = np.uint64((1 << 62) - 1)
_COARSE_UP_TO: Final = 20_000
"""Below this number of records the coarse rules are cheap and find what finer ones miss; above, too many pairs."""

_RULES: Final[dict[str, tuple[str, ...]]] = {
    "whole name": ("whole",),
    "spelling": ("spelling",),
    "first, family, birth date": ("first", "family", "birth"),
    "first, birth date": ("first", "birth"),
    "family, birth date": ("family", "birth"),
    "first, father, family": ("first", "father", "family"),
    "first, father, grandfather": ("first", "father", "grandfather"),
    "first, grandfather, family": ("first", "grandfather", "family"),
    "first, family, birth year": ("first", "family", "birth_year"),
    "first, father, birth year": ("first", "father", "birth_year"),
    "first, family, age": ("first", "family", "age"),
    "family, event, place": ("family", "event", "place"),
    "first, family, event month": ("first", "family", "event_month"),
    "first, father, event month, place": ("first", "father", "event_month", "place"),
    "first, event, place": ("first", "event", "place"),
    "first, family, place": ("first", "family", "place"),
    "father, grandfather, family": ("father", "grandfather", "family"),
    "first, mother, family": ("first", "mother", "family"),
}
_COARSE: Final[dict[str, tuple[str, ...]]] = {
    "first, family": ("first", "family"),
    "first, father": ("first", "father"),
    "first, grandfather": ("first", "grandfather"),
    "father, family": ("father", "family"),
    "first, age": ("first", "age"),
    "first, event": ("first", "event"),
    "family": ("family",),
    "first": ("first",),
}


def build_keys(records: Records, parts: Parts) -> tuple[tuple[str, ...], NDArray[np.uint64]]:
    """Return the rules used and their keys, records x rules; a rule that no record can answer is left out."""
    return _keys_of(_RULES | (_COARSE if len(records) <= _COARSE_UP_TO else {}), records, parts)


def coarse_keys(records: Records, parts: Parts) -> NDArray[np.uint64]:
    """Return the keys of all rules, the coarse ones included: for whoever looks at a part of the records only."""
    return _keys_of(_RULES | _COARSE, records, parts)[1]


def _keys_of(
    rules: dict[str, tuple[str, ...]], records: Records, parts: Parts
) -> tuple[tuple[str, ...], NDArray[np.uint64]]:
    columns = _columns(records, parts)
    names, keys = [], []
    for number, (name, needed) in enumerate(rules.items()):
        if not all(columns[column].any() for column in needed):
            continue
        names.append(name)
        keys.append(_hash(number + 1, [columns[column] for column in needed]))
    return tuple(names), np.ascontiguousarray(np.array(keys, np.uint64).reshape(len(names), len(records)).T)


def _columns(records: Records, parts: Parts) -> dict[str, NDArray[np.uint64]]:
    sound = np.r_[parts.skeletons, np.uint64(0)]
    part, count = records["part"], records["part_count"]
    rows = np.arange(len(count))
    grandfather = np.where(count > 3, part[:, 2], -1)
    given = [sound[part[:, slot]] for slot in range(part.shape[1])]
    return {
        "first": given[0],
        "father": np.where(count > 1, given[1], 0).astype(np.uint64),
        "grandfather": sound[grandfather],
        "family": np.where(count > 1, sound[part[rows, np.maximum(count - 1, 0)]], 0).astype(np.uint64),
        "whole": np.where(count > 1, _hash(99, given, needed=2), 0).astype(np.uint64),
        "spelling": records["spelling"],
        "birth": np.where(records["birth"] % 100 == 0, 0, records["birth"]).astype(np.uint64),
        "birth_year": (records["birth"] // 10000).astype(np.uint64),
        "age": (records["age"] + 1).astype(np.uint64),
        "event": np.where(records["event"] % 100 == 0, 0, records["event"]).astype(np.uint64),
        "event_month": np.where(records["event"] // 100 % 100 == 0, 0, records["event"] // 100).astype(
            np.uint64
        ),
        "place": records["place"].astype(np.uint64),
        "mother": sound[records["mother"]],
    }


def _hash(seed: int, columns: list[NDArray[np.uint64]], *, needed: int | None = None) -> NDArray[np.uint64]:
    """Mix columns into 62 bits, 0 where one of the first ``needed`` (default all) is 0."""
    result = np.full(len(columns[0]), seed, np.uint64)
    missing = np.zeros(len(columns[0]), bool)
    for place, column in enumerate(columns):
        result = (result ^ column) * _PRIME
        result ^= result >> np.uint64(29)
        if needed is None or place < needed:
            missing |= column == 0
    mixed = (result & _KEEP) | np.uint64(1)
    mixed[missing] = 0
    return mixed
