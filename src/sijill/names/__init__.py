"""Persons' and organisations' names across scripts: parse, keys, compare, explain.

One name at a time: ``parse``, ``keys``, ``score``, ``explain``. Many: ``score_pairs``, ``Index``, and for
linkage ``sijill.names.parts.encode_names`` with ``sijill.names.distance``. Folding is done in
``sijill.text``; nothing here reads or writes a file but its own calibration.

Names are imported at first use, because the compiled functions take a second to load.
"""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sijill.names.index import Index
    from sijill.names.parsing import Name, Part, PartKind, keys, parse
    from sijill.names.parts import NameColumns, encode_names
    from sijill.names.reasons import Explanation, PairedPart, Verdict, explain
    from sijill.names.scoring import POSSIBLE_MATCH, score, score_pairs

__all__ = [
    "POSSIBLE_MATCH",
    "Explanation",
    "Index",
    "Name",
    "NameColumns",
    "PairedPart",
    "Part",
    "PartKind",
    "Verdict",
    "encode_names",
    "explain",
    "keys",
    "parse",
    "score",
    "score_pairs",
]

_HOMES: Final = {
    "parsing": ("Name", "Part", "PartKind", "keys", "parse"),
    "parts": ("NameColumns", "encode_names"),
    "scoring": ("POSSIBLE_MATCH", "score", "score_pairs"),
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
