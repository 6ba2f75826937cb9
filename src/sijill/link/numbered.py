"""Names of records as numbers of their distinct parts, those that most bear first."""

import dataclasses
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.family_first import turn_family_first
from sijill.link.in_brackets import without_brackets
from sijill.link.list_orders import MOST_NAMES, names_of, sounds_of, turn_lists
from sijill.link.list_titles import drop_titles
from sijill.link.nameless import nameless
from sijill.link.shares import times_met
from sijill.link.texts import Texts
from sijill.link.threads import beside, in_threads
from sijill.link.words import split_words
from sijill.names.arranging import renumber
from sijill.names.many_texts import close_together
from sijill.names.parts import LONGEST_NAME, NameColumns, encode_words, readable


class Named(NamedTuple):
    """The names of records as numbers of parts."""

    names: NameColumns
    """Of records, and of mothers behind them where some are given."""
    part: NDArray[np.int32]
    part_count: NDArray[np.int8]
    by_text: tuple[NDArray[np.int32], NDArray[np.int32], int]
    """First and last part of each record, numbered by their texts, and how many parts there are."""


def numbered(texts: Texts) -> Named:
    """Return the names, turned to stand as most do, by parts of which those that most bear come first."""
    count = len(texts["ids"])
    column, is_between = without_brackets(texts["names"], texts["lists"])
    names, by_text = _most_borne_first(_without_nameless(_encode(texts | {"names": column}, count)))
    part, part_count = names.parts[:count], names.part_count[:count].copy()
    if count <= MOST_NAMES:
        listed = names_of(texts, part, part_count, is_between)
        drop_titles(listed)
        turn_lists(listed, sounds_of(names.skeletons))
    turn_family_first(part, part_count, (part, part_count), len(names.lengths))
    last = part[np.arange(count), np.maximum(part_count - 1, 0)]
    return Named(names, part, part_count, (by_text[part[:, 0]], by_text[last], len(names.lengths)))


def _encode(texts: Texts, count: int) -> NameColumns:
    """Return names, and behind them mothers where some are given."""
    column = pa.concat_arrays([texts["names"], texts["mothers"]]) if "mothers" in texts else texts["names"]
    if count and pc.max(pc.utf8_length(column)).as_py() > LONGEST_NAME:
        column = pa.array([readable(name) for name in column.to_pylist()], pa.string())
    words, rows = split_words(column)
    return encode_words(words, rows, in_threads)


def _without_nameless(names: NameColumns) -> NameColumns:
    """Return ``names`` without the parts of those in which nothing can be compared."""
    empty = nameless(names)
    if not names.part_count[empty].any():
        return names
    parts = np.where(empty[:, None], np.int32(-1), names.parts)
    return dataclasses.replace(names, parts=parts, part_count=np.where(empty, np.int8(0), names.part_count))


def _most_borne_first(names: NameColumns) -> tuple[NameColumns, NDArray[np.int32]]:
    """Return ``names`` with their parts numbered by how often they are met; and what number each had by its text."""
    order = np.argsort(-times_met(names.parts, len(names.lengths)), kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    parts = np.empty_like(names.parts)
    _, written = beside(
        lambda: renumber(names.parts, number, parts),
        lambda: close_together([names.written[place] for place in order.tolist()]),
    )
    borne_first = dataclasses.replace(
        names,
        parts=parts,
        letters=names.letters[order],
        lengths=names.lengths[order],
        skeletons=names.skeletons[order],
        script=names.script[order],
        written=written,
    )
    return borne_first, np.r_[order, -1].astype(np.int32)
