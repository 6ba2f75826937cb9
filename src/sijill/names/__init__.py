"""Persons' and organisations' names across scripts: parse, keys, compare, explain.

One name at a time: ``parse``, ``slots``, ``keys``, ``score``, ``explain``. Many: ``score_pairs``, ``Names`` and
``Index``; and for linkage, which still has letter costs of its own, ``encode_names`` with
``sijill.names.distance``. Folding is done in ``sijill.text``; nothing here reads a file but its own parameters,
and nothing writes one.

Names are imported at first use, because the compiled functions take a second to load.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sijill.names.index import Index
    from sijill.names.parsing import Name, Part, PartKind, keys, parse
    from sijill.names.parts import NameColumns, encode_names
    from sijill.names.reasons import Explanation, PairedPart, Verdict, explain
    from sijill.names.scoring import POSSIBLE_MATCH, Names, score, score_pairs
    from sijill.names.slotting import Slot, is_organisation, slots

__all__ = [
    "POSSIBLE_MATCH",
    "Explanation",
    "Index",
    "Name",
    "NameColumns",
    "Names",
    "PairedPart",
    "Part",
    "PartKind",
    "Slot",
    "Verdict",
    "encode_names",
    "explain",
    "is_organisation",
    "keys",
    "parse",
    "score",
    "score_pairs",
    "slots",
]

_HOMES: Final = {
    "parsing": ("Name", "Part", "PartKind", "keys", "parse"),
    "parts": ("NameColumns", "encode_names"),
    "scoring": ("POSSIBLE_MATCH", "Names", "score", "score_pairs"),
    "slotting": ("Slot", "is_organisation", "slots"),
    "reasons": ("Explanation", "PairedPart", "Verdict", "explain"),
    "index": ("Index",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(importlib.import_module(f"sijill.names.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(name)
