"""Columns of text as written into the numbers that pairs are compared by, in columns and not row by row."""

from typing import Any, Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.births import births
from sijill.link.clumps import raise_own
from sijill.link.columns import PART, RECORD, Parts, Records
from sijill.link.common_names import entries_of
from sijill.link.dates import day_numbers, parse_date, parse_sex
from sijill.link.default_dates import is_default
from sijill.link.distinct import distinct_values
from sijill.link.kunyas import with_kunyas
from sijill.link.numbered import Named, numbered
from sijill.link.papers import codes_of, read_number, registry_keys, without_defaults
from sijill.link.part_levels import no_levels
from sijill.link.place_codes import set_places
from sijill.link.record_order import nearness, record_order, reorder, rounds_of
from sijill.link.shares import USUAL, log_share, part_log_shares
from sijill.link.short_forms import short_forms
from sijill.link.spelled import spellings
from sijill.link.texts import Texts, by_value, content_hashes
from sijill.link.threads import beside
from sijill.link.too_little import FEW
from sijill.link.unsaid import senses, settle, unsaid
from sijill.names.costs import cost_tables
from sijill.names.distance import room_for_words
from sijill.names.letters import CODES, FIRST_ALEF, LATIN
from sijill.names.parts import NameColumns
from sijill.text import match_key
from sijill.text.gazetteer import Gazetteer

_VAGUE_SHARE: Final = 0.002
_VAGUE_COUNT: Final = 20
"""A date of birth given to more than one record in 500 and to 20 or more is a default, not a birthday."""
_KINDS: Final = {"death": 1, "detention": 2}
_ROWS: Final = 4096
"""Rows whose fields are set in one go: they fit into a core's cache."""


def prepare(texts: Texts, known: Gazetteer | None = None) -> tuple[Records, Parts, NDArray[np.int32]]:
    """Return records and their distinct name parts as arrays, and the place of each record among ``texts``.

    Records stand in an order that hangs on what they say alone, those that sound alike near each other: it is the
    order in which memory is read when pairs are compared. Places are read against ``known``, by default what is by hand.
    """
    records = np.zeros(len(texts["ids"]), RECORD)
    # Where nothing is written no memory is taken yet: the fields are set by several threads, and each takes its own.
    if len(records) < FEW:
        records["is_of_few"] = True
    # Each sets fields of its own. Names are mostly Python's work, the rest lets go of its lock.
    named, hashes = beside(lambda: numbered(texts), lambda: _set_all_but_names(records, texts, known))

    def ordered() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        order = record_order(nearness(*named.by_text), hashes)
        return order, rounds_of(order)

    parts, (order, rounds) = beside(lambda: _set_names(records, named), ordered)
    if "birth_dates" in texts:
        records["birth_is_vague"] |= is_default(records)
    raise_own(records, parts)
    settle(records, parts)
    reorder(records, rounds)
    return records, parts, order


def _set_names(records: Records, named: Named) -> Parts:
    """Set what names say, and return their distinct parts."""
    names, part, part_count, _ = named
    count = len(records)
    parts = _parts(names, part, part_count)
    # One entry more than there are parts: -1, a missing part, is in no script.
    is_latin = np.r_[names.script, 0][part[:, 0]] == LATIN
    mother = np.full(count, -1, np.int32)
    if len(names.part_count) > count:
        mother[:] = np.where(names.part_count[count:] > 0, names.parts[count:, 0], -1)
    _set(
        records,
        part=part,
        part_count=part_count,
        is_latin=is_latin,
        spelling=spellings(part, part_count, parts.rows),
        unsaid=unsaid(part, part_count, parts.rows["senses"]),
        mother=mother,
    )
    return parts


def _set_all_but_names(records: Records, texts: Texts, known: Gazetteer | None) -> NDArray[np.uint64]:
    """Return a hash of what each record says."""
    place = {name: code for code, name in enumerate(list_names(texts["lists"]))}
    list_code = by_value(texts["lists"], place.__getitem__, np.int32)
    if "places" in texts or "towns" in texts:
        set_places(records, texts, known)
    town = records["town"]
    town_log_share = log_share(town, town != 0, USUAL["town"])
    _set(
        records,
        list_code=list_code,
        town_log_share=town_log_share,
        **_dates(texts, len(records)),
        **_papers(texts),
    )
    return content_hashes(texts)


def list_names(lists: Any) -> list[str]:  # Any: pyarrow has no types
    """Return the names of all lists, sorted."""
    return sorted(pc.unique(lists).to_pylist())


def _set(rows: Records, **columns: NDArray[Any]) -> None:  # Any: of each field's own kind
    """Set fields of rows, of some rows at a time: what is far apart in memory stays at hand for all of its fields."""
    for first in range(0, len(rows), _ROWS):
        some = slice(first, first + _ROWS)
        for field, values in columns.items():
            rows[field][some] = values[some]


def _dates(texts: Texts, count: int) -> dict[str, NDArray[Any]]:  # Any: of each field's own kind
    """Return what ``count`` records say of birth, age, event and sex, by fields."""
    found: dict[str, NDArray[Any]] = {}  # Any: as above
    event = np.zeros(count, np.int32)
    if "event_dates" in texts:
        event = by_value(texts["event_dates"], parse_date, np.int32)
        found |= {"event": event, "event_day": day_numbers(event)}
        found["event_log_share"] = log_share(event, event != 0, USUAL["event"])
    found |= births(texts, count, event)
    birth, age = found["birth"], found["age"]
    if "birth_dates" in texts:
        found |= {"birth_day": day_numbers(birth), "birth_is_vague": _vague(birth)}
        found["birth_log_share"] = log_share(birth, birth != 0, USUAL["birth"])
    found["age_log_share"] = log_share(age, age >= 0, USUAL["age"])
    if "event_kinds" in texts:
        found["event_kind"] = by_value(texts["event_kinds"], lambda kind: _KINDS.get(kind, 0), np.int32)
    if "sexes" in texts:
        found["sex"] = by_value(texts["sexes"], parse_sex, np.int32)
    return found


def _papers(texts: Texts) -> dict[str, NDArray[Any]]:  # Any: of each field's own kind
    """Return what records say of registry, national number and occupation, by fields."""
    found: dict[str, NDArray[Any]] = {}  # Any: as above
    if "registries" in texts:
        registry = codes_of(texts["registries"], lambda text: registry_keys(text)[0])
        found["registry"] = registry
        found["registry_area"] = codes_of(texts["registries"], lambda text: registry_keys(text)[1])
        found["registry_log_share"] = log_share(registry, registry != 0, USUAL["registry"])
    if "numbers" in texts:
        number = without_defaults(by_value(texts["numbers"], read_number, np.int64))
        found |= {"number": number, "number_log_share": log_share(number, number != 0, USUAL["number"])}
    if "occupations" in texts:
        occupation = codes_of(texts["occupations"], match_key)
        found["occupation"] = occupation
        found["occupation_log_share"] = log_share(occupation, occupation != 0, USUAL["occupation"])
    return found


def _vague(birth: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which dates of birth are placeholders: 1 January, or given to too many."""
    distinct, inverse, met = distinct_values(birth)
    full = max(int((birth % 100 != 0).sum()), 1)
    given_to_many = (met >= _VAGUE_COUNT) & (met > _VAGUE_SHARE * full) & (distinct % 100 != 0)
    is_vague: NDArray[np.bool_] = (is_placeholder(distinct) | given_to_many)[inverse]
    return is_vague


def is_placeholder(birth: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which dates are 1 January, which forms say of whose birthday is not known."""
    first: NDArray[np.bool_] = birth % 10000 == 101
    return first


def _parts(names: NameColumns, part: NDArray[np.int32], part_count: NDArray[np.int8]) -> Parts:
    costs, gaps = cost_tables()
    rows = np.zeros(len(names.lengths), PART)
    entries = entries_of(names)
    _set(
        rows,
        letters=names.letters,
        length=names.lengths,
        skeleton=names.skeletons,
        is_kunya=_kunyas(names),
        short_forms=short_forms(names),
        senses=senses(names, entries),
        entries=with_kunyas(entries, names),
        log_share=part_log_shares(names, part, part_count).T,
    )
    return Parts(rows=rows, costs=costs, gaps=gaps, levels=no_levels(), room=room_for_words())


def _kunyas(names: NameColumns) -> NDArray[np.bool_]:
    """Abu, in either script, with a name behind it."""
    letters = names.letters
    arabic = (letters[:, 0] == FIRST_ALEF) & (letters[:, 1] == CODES["ب"]) & (letters[:, 2] == CODES["و"])
    vowel = (letters[:, 2] == CODES["u"]) | (letters[:, 2] == CODES["o"])
    latin = (letters[:, 0] == CODES["a"]) & (letters[:, 1] == CODES["b"]) & vowel
    is_kunya: NDArray[np.bool_] = (arabic | latin) & (names.lengths > 4)
    return is_kunya
