"""The form of many runs of letters at once, where no rule but that of the article is about them.

Which runs these are is told by what every rule of ``forms`` begins with: too many are left to ``form_of``, never too
few (a test holds the two together).
"""

import functools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names import lexicon
from sijill.names.forms import ARTICLE, divine_skeletons, form_of
from sijill.names.letters import pack_skeleton
from sijill.names.lexicon import PieceClass
from sijill.names.many_parts import spelled_parts
from sijill.text import fold_seats

_ARABIC_RULE: Final = re.compile(
    "عبد[او]ل|[أا]ب[وىي]|ذ[وي]ال|[ىإآ]|ا[اأإآ]ل|.*(?:هللا|الء|الله$|اهلل$|الدين$)"
)
_ARABIC_KNOWN: Final = frozenset(
    (
        *lexicon.JOINS_NEXT,
        *lexicon.JOINS_PREVIOUS,
        *lexicon.CLASSES,
        *map(fold_seats, ("بأبي", "بأبو", "بأم")),
    )
)
_SHORTEST: Final = 3
_PLAIN: Final = int(PieceClass.PLAIN)
_LATIN_RULE: Final = re.compile(r"abd|[ae]l|a([sdnrtz])\1|b[ie]nal|.*(?:dsch|d(?:i|e|ee|ei)ne?$)")
_LATIN_KNOWN: Final = frozenset(
    (
        *lexicon.JOINS_NEXT,
        *lexicon.JOINS_PREVIOUS,
        *lexicon.CLASSES,
        *lexicon.ABBREVIATIONS,
        *lexicon.ROMAN,
        *lexicon.DIVINE,
        "y",
    )
)


class Forms(NamedTuple):
    """What runs of letters are, see ``forms.Form``; columns, since a million names have a hundred thousand runs."""

    forms: list[str]
    spellings: list[str]
    kinds: list[int]

    def add(self, form: str, spelling: str, kind: int) -> None:
        """Put one more behind the others."""
        self.forms.append(form)
        self.spellings.append(spelling)
        self.kinds.append(kind)

    def add_all(self, others: "Forms") -> None:
        """Put others behind them."""
        self.forms.extend(others.forms)
        self.spellings.extend(others.spellings)
        self.kinds.extend(others.kinds)


def arabic_forms(runs: Sequence[str]) -> Forms:
    """Return ``form_of`` of each run of Arabic letters that fold to themselves but for seats."""
    folded = _folded(runs)
    bare = [
        run[2:] if run.startswith("ال") and len(run) > _SHORTEST and run not in lexicon.NO_ARTICLE else run
        for run in folded
    ]
    spellings = [
        run if form is same else ARTICLE + run[2:] for run, form, same in zip(runs, bare, folded, strict=True)
    ]
    careful = [
        place
        for place, (run, form, same) in enumerate(zip(runs, bare, folded, strict=True))
        if len(run) < _SHORTEST or same in _ARABIC_KNOWN or form in _ARABIC_KNOWN or _ARABIC_RULE.match(run)
    ]
    return _with_careful(Forms(bare, spellings, [_PLAIN] * len(bare)), careful, runs)


def latin_forms(runs: Sequence[str]) -> Forms:
    """Return ``form_of`` of each run of two or more ASCII letters, the first at most a capital."""
    lowered = "\n".join(runs).lower().split("\n") if runs else []
    is_divine = np.isin(spelled_parts(lowered).skeletons, _packed_divine()).tolist()
    careful = [
        place
        for place, (form, divine) in enumerate(zip(lowered, is_divine, strict=True))
        if divine or form in _LATIN_KNOWN or _LATIN_RULE.match(form)
    ]
    return _with_careful(Forms(lowered, lowered.copy(), [_PLAIN] * len(lowered)), careful, runs)


def _with_careful(found: Forms, careful: Sequence[int], runs: Sequence[str]) -> Forms:
    """Return ``found`` with what ``form_of`` says of the runs that rules may be about, each distinct one once."""
    said = {
        run: form_of(run.lower(), written=run, stopped=False)
        for run in sorted({runs[place] for place in careful})
    }
    for place in careful:
        found.forms[place], found.spellings[place], found.kinds[place], _ = said[runs[place]]
    return found


@functools.cache
def _packed_divine() -> NDArray[np.uint64]:
    return np.array([pack_skeleton(each) for each in sorted(divine_skeletons())], np.uint64)


def _folded(runs: Sequence[str]) -> list[str]:
    """Return ``fold_seats`` of each run, looked up for all their letters at once."""
    points = np.frombuffer("\n".join(runs).encode("utf-32-le"), "<u4")
    return _seats()[points].tobytes().decode("utf-32-le").split("\n") if runs else []


@functools.cache
def _seats() -> NDArray[np.uint32]:
    """Return what each code point folds to, up to the last of plain Arabic letters."""
    every = "".join(map(chr, range(ord("ي") + 1)))
    return np.frombuffer(fold_seats(every).encode("utf-32-le"), "<u4")
