"""The form of many runs of letters at once, where no rule but that of the article is about them.

Which runs these are is told by what every rule of ``forms`` begins with: too many are left to ``form_of``, never too
few (a test holds the two together).
"""

import functools
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names import lexicon
from sijill.names.forms import ARTICLE, divine_skeletons, form_of, joined_latin
from sijill.names.letters import pack_skeleton
from sijill.names.lexicon import PieceClass
from sijill.names.many_parts import spelled_parts
from sijill.names.many_texts import those_in, those_with
from sijill.text import fold_seats

_ARABIC_MARKS: Final = (
    *("\nعبدال", "\nعبدول", "\nذوال", "\nذيال", "\nى", "\nإ", "\nآ"),
    *(f"\n{first}ب{last}" for first in "أا" for last in "وىي"),
    *(f"\nا{alef}ل" for alef in "اأإآ"),
    *("هللا", "الء", "الله\n", "اهلل\n", "الدين\n"),
)
"""What the rules of ``forms`` about Arabic runs begin with or are about; an end of a line is that of the run."""
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
_LATIN_MARKS: Final = (
    *("\nabd", "\nal", "\nel", "\nbinal", "\nbenal"),
    *(f"\na{letter}{letter}" for letter in "sdnrtz"),
    *(f"d{vowel}n{end}\n" for vowel in ("i", "e", "ee", "ei") for end in ("", "e")),
)
"""The same of Latin runs."""
_DSCH: Final = ("dsch",)
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
    if not runs:
        return Forms([], [], [])
    folded = _folded(runs)
    bare, spellings = folded.copy(), list(runs)
    for place in those_with(("\nال",), folded).tolist():
        run = folded[place]
        if len(run) > _SHORTEST and run not in lexicon.NO_ARTICLE:
            bare[place], spellings[place] = run[2:], ARTICLE + spellings[place][2:]
    is_short = np.fromiter(map(len, runs), np.int64, len(runs)) < _SHORTEST
    careful = (
        np.flatnonzero(is_short),
        those_in(_ARABIC_KNOWN, folded),
        those_in(_ARABIC_KNOWN, bare),
        those_with(_ARABIC_MARKS, runs),
    )
    found = Forms(bare, spellings, [_PLAIN] * len(bare))
    return _with_careful(found, np.unique(np.concatenate(careful)).tolist(), runs)


def latin_forms(runs: Sequence[str]) -> Forms:
    """Return ``form_of`` of each run of two or more small ASCII letters."""
    known = np.r_[those_in(_LATIN_KNOWN, runs), those_with(_DSCH, runs)]
    forms = list(runs)
    for place in np.setdiff1d(those_with(_LATIN_MARKS, runs), known).tolist():
        forms[place] = joined_latin(runs[place])
    is_divine = np.isin(spelled_parts(forms).skeletons, _packed_divine())
    careful = np.r_[known, np.flatnonzero(is_divine), those_in(lexicon.DIVINE, forms)]
    found = Forms(forms, forms.copy(), [_PLAIN] * len(forms))
    return _with_careful(found, np.unique(careful).tolist(), runs)


def _with_careful(found: Forms, careful: Sequence[int], runs: Sequence[str]) -> Forms:
    """Return ``found`` with what ``form_of`` says of the runs that rules may be about."""
    for place in careful:
        run = runs[place]
        found.forms[place], found.spellings[place], found.kinds[place], _ = form_of(
            run, written=run, stopped=False
        )
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
