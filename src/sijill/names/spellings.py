"""Spellings that parts may be read as, as columns: what compiled code finds of Arabic parts, and readings of Latin ones."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.byte_letters import all_bytes
from sijill.names.misread import Reading


class Spellings(NamedTuple):
    """What parts may be read as, those of one part after the other."""

    letters: NDArray[np.uint8]
    """[most, LONGEST]"""
    owners: NDArray[np.int64]
    """The part that each is of."""
    columns: NDArray[np.int64]
    """Of ``MOST_OTHERS``; 0 of all readings, the likeliest first."""
    shares: NDArray[np.float64]
    """Of parts that were written so, how many are read as the damaged part; of sound parts, how many are damaged so or lack أبو."""
    is_sure: NDArray[np.bool_]
    """Whether no part is likely to look so unless damaged: in the lexicon, which the part is not."""


def room_for(most: int) -> Spellings:
    """Return room for so many spellings."""
    return Spellings(
        letters=np.empty((most, LONGEST), dtype=np.uint8),
        owners=np.empty(most, dtype=np.int64),
        columns=np.empty(most, dtype=np.int64),
        shares=np.empty(most, dtype=np.float64),
        is_sure=np.zeros(most, dtype=np.bool_),
    )


def with_latin(found: Spellings, count: int, latin: Sequence[tuple[int, Reading]]) -> tuple[Spellings, int]:
    """Return spellings with readings of Latin parts, each with its owner; those of a part stand together again."""
    texts = all_bytes([reading.text for _, reading in latin])
    more = Spellings(
        letters=texts,
        owners=np.array([owner for owner, _ in latin]),
        columns=np.zeros(len(latin), dtype=np.int64),
        shares=np.array([reading.share for _, reading in latin]),
        is_sure=np.zeros(len(latin), dtype=np.bool_),
    )
    owners = np.concatenate([found.owners[:count], more.owners])
    order = np.argsort(owners, kind="stable")
    return Spellings(
        letters=np.concatenate([found.letters[:count], more.letters])[order],
        owners=owners[order],
        columns=np.concatenate([found.columns[:count], more.columns])[order],
        shares=np.concatenate([found.shares[:count], more.shares])[order],
        is_sure=np.concatenate([found.is_sure[:count], more.is_sure])[order],
    ), len(order)
