"""Columns of text as written into the numbers that pairs are compared by, in columns and not row by row."""

from collections.abc import Sequence
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import RECORD, Parts, Records
from sijill.link.dates import ages, dates, day_numbers, sexes
from sijill.link.records import RecordColumns
from sijill.link.shares import USUAL, log_share, part_log_shares
from sijill.names.costs import cost_tables
from sijill.names.letters import CODES, FIRST_ALEF, LATIN
from sijill.names.parts import NameColumns, encode_names
from sijill.text import match_key

_VAGUE_SHARE: Final = 0.002
_VAGUE_COUNT: Final = 20
"""A date of birth given to more than one record in 500 and to 20 or more is a default, not a birthday."""
_PLACE_WORDS: Final = frozenset(
    ("محافظه", "مدينه", "منطقه", "قضاء", "ناحيه", "governorate", "province", "city", "district", "of")
)
_KINDS: Final = {"death": 1, "detention": 2}


def prepare(columns: RecordColumns) -> tuple[Records, Parts]:
    """Return records and their distinct name parts as arrays, in the order of ``columns``."""
    count = len(columns.ids)
    mothers = list(columns.mothers) or [""] * count
    names = encode_names([*columns.names, *mothers])
    part, part_count = names.parts[:count].astype(np.int32), names.part_count[:count].astype(np.int32)
    part[np.arange(part.shape[1]) >= part_count[:, None]] = -1
    mother = np.where(names.part_count[count:] > 0, names.parts[count:, 0], -1).astype(np.int32)
    # One entry more than there are parts: -1, a missing part, is in no script.
    is_latin = np.r_[names.script, 0][part[:, 0]] == LATIN
    parts = _parts(names, part, part_count)
    place, place_is_latin = _places(_or_empty(columns.places, count))
    town, _ = _places(_or_empty(columns.towns, count)) if columns.towns else (place, None)
    birth, vague = _births(columns, count)
    age = ages(_or_empty(columns.ages, count))
    event = dates(_or_empty(columns.event_dates, count))
    _, list_code = np.unique(np.array(columns.lists, str), return_inverse=True)
    known = (age >= 0) & (event != 0)
    records = np.zeros(count, RECORD)
    for field, values in {
        "part": part,
        "part_count": part_count,
        "is_latin": is_latin,
        "list_code": list_code,
        "spelling": _spellings(part, part_count, parts.letters, parts.lengths),
        "birth": birth,
        "birth_day": day_numbers(birth),
        "birth_is_vague": vague,
        "birth_log_share": log_share(birth, birth != 0, USUAL["birth"]),
        "age": age,
        "age_log_share": log_share(age, age >= 0, USUAL["age"]),
        "year_by_age": np.where(known, event // 10000 - age, 0),
        "event": event,
        "event_day": day_numbers(event),
        "event_kind": np.array(
            [_KINDS.get(kind, 0) for kind in columns.event_kinds] or [0] * count, np.int32
        ),
        "event_log_share": log_share(event, event != 0, USUAL["event"]),
        "place": place,
        "town": town,
        "town_log_share": log_share(town, town != 0, USUAL["town"]),
        "place_is_latin": place_is_latin,
        "sex": sexes(_or_empty(columns.sexes, count)),
        "mother": mother,
    }.items():
        records[field] = values
    return records, parts


def _or_empty(column: Sequence[str], count: int) -> Sequence[str]:
    return column or [""] * count


def _births(columns: RecordColumns, count: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Dates of birth, and which of them are placeholders or counted back from an age at a dated event."""
    birth = dates(_or_empty(columns.birth_dates, count))
    distinct, inverse, met = np.unique(birth, return_inverse=True, return_counts=True)
    full = max(int((birth % 100 != 0).sum()), 1)
    vague = (distinct % 10000 == 101) | ((met >= _VAGUE_COUNT) & (met > _VAGUE_SHARE * full))
    is_vague: NDArray[np.bool_] = (vague & (distinct % 100 != 0))[inverse]
    return birth, is_vague


def _parts(names: NameColumns, part: NDArray[np.int32], part_count: NDArray[np.int32]) -> Parts:
    costs, gaps = cost_tables()
    return Parts(
        letters=names.letters,
        lengths=names.lengths,
        skeletons=names.skeletons,
        is_kunya=_kunyas(names),
        costs=costs,
        gaps=gaps,
        log_share=part_log_shares(names, part, part_count),
    )


def _kunyas(names: NameColumns) -> NDArray[np.bool_]:
    """Abu, in either script, with a name behind it."""
    letters = names.letters
    arabic = (letters[:, 0] == FIRST_ALEF) & (letters[:, 1] == CODES["ب"]) & (letters[:, 2] == CODES["و"])
    vowel = (letters[:, 2] == CODES["u"]) | (letters[:, 2] == CODES["o"])
    latin = (letters[:, 0] == CODES["a"]) & (letters[:, 1] == CODES["b"]) & vowel
    is_kunya: NDArray[np.bool_] = (arabic | latin) & (names.lengths > 4)
    return is_kunya


def _places(column: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """A code for each place that sounds alike in either script, 0 where not given; and which are Latin."""
    distinct = sorted(set(column))
    stripped = [
        " ".join(word for word in match_key(value).split() if word not in _PLACE_WORDS) for value in distinct
    ]
    names = encode_names(stripped)
    sound = [
        tuple(names.skeletons[names.parts[row, : names.part_count[row]]].tolist()) if stripped[row] else ()
        for row in range(len(distinct))
    ]
    codes = {key: code for code, key in enumerate(sorted(set(sound) - {()}), start=1)} | {(): 0}
    code_of = {value: codes[sound[row]] for row, value in enumerate(distinct)}
    latin_of = {value: any("a" <= letter <= "z" for letter in match_key(value)) for value in distinct}
    size = len(column)
    return (
        np.fromiter((code_of[value] for value in column), np.int32, size),
        np.fromiter((latin_of[value] for value in column), bool, size),
    )


@numba.njit(cache=True)
def _spellings(
    part: NDArray[np.int32], count: NDArray[np.int32], letters: NDArray[np.uint8], lengths: NDArray[np.uint8]
) -> NDArray[np.uint64]:
    """FNV-1a over all letters, so that blanks put in or lost make no difference."""
    result = np.zeros(len(count), np.uint64)
    for row in range(len(count)):
        if count[row] == 0:
            continue
        value = np.uint64(14695981039346656037)
        for slot in range(count[row]):
            for place in range(lengths[part[row, slot]]):
                value = (value ^ np.uint64(letters[part[row, slot], place])) * np.uint64(1099511628211)
        result[row] = value | np.uint64(1)
    return result
