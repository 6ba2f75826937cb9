"""What the word of a piece means beside its class: a man's name, a woman's title, a number, a word for an age.

Most words mean nothing of the kind. ``settling`` looks at what stands side by side: طفلة before a man's name is his
daughter, and 12 before years is no part of a name.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sijill.names import lexicon
from sijill.names.common_rows import common_rows
from sijill.names.forms import ARTICLE, form_of
from sijill.names.many_texts import those_in
from sijill.text import letters

NONE: Final = 0
MAN: Final = 1
"""A given name that men bear, or half of one (عبد)."""
WOMAN: Final = 2
PERHAPS_WOMAN: Final = 3
"""A spelling of a woman's name, and of a man's or a family's: سلمى, آلاء."""
TELLING: Final = 3
"""Senses up to this one say something only beside others."""
OF_WOMAN: Final = 4
"""A title of a woman: السيدة, Mrs."""
OF_GIRL: Final = 5
OF_BOY: Final = 6
"""A word for a boy that is a title, or before a woman's name says whose child he is: الطفل."""
CHILD_OF: Final = 7
"""The same without an article: طفل زياد is no more the boy Ziad than Ziad's boy is."""
OF_MAN: Final = 8
"""A title of a man: السيد, Mr."""
DAUGHTER: Final = 9
"""Between two names, that the first is a woman's: بنت, bint. All other words for son-of say a man."""
NUMBER: Final = 10
AGE: Final = 11
"""A word beside the number of somebody's years."""
FATE: Final = 12
"""What may be unknown of somebody whose name is known: المصير, age."""
YEAR: Final = 13
"""A number that may be the year in which somebody was born."""

_YEAR: Final = re.compile("19[0-9]{2}|20[0-2][0-9]")


def sense_of(form: str, spelling: str) -> int:
    """Return what a piece of this form and spelling means."""
    if form.isdecimal():
        return YEAR if _YEAR.fullmatch(form) else NUMBER
    sense = _senses().get(form, NONE)
    return CHILD_OF if sense == OF_BOY and not spelling.startswith(ARTICLE) else sense


def that_mean_something(forms: Sequence[str]) -> list[int]:
    """Return the places of those of many forms that mean anything, whatever their spelling."""
    is_number = np.fromiter(map(str.isdecimal, forms), np.bool_, len(forms))
    is_number[those_in(_senses(), forms)] = True
    places: list[int] = np.flatnonzero(is_number).tolist()
    return places


@functools.cache
def _senses() -> dict[str, int]:
    women, men, both = (set(_forms(sex)) for sex in ("f", "m", ""))
    return {
        **dict.fromkeys(women, PERHAPS_WOMAN),
        **dict.fromkeys(women - men - both, WOMAN),
        **dict.fromkeys(men - women - both, MAN),
        **dict.fromkeys(("عبد", "abd"), MAN),
        **dict.fromkeys(lexicon.OF_MAN, OF_MAN),
        **dict.fromkeys(lexicon.DAUGHTER, DAUGHTER),
        **dict.fromkeys(lexicon.OF_WOMAN, OF_WOMAN),
        **dict.fromkeys(lexicon.OF_GIRL, OF_GIRL),
        **dict.fromkeys(lexicon.OF_BOY, OF_BOY),
        **dict.fromkeys(lexicon.AGE, AGE),
        **dict.fromkeys(lexicon.FATE, FATE),
    }


def _forms(sex: str) -> Iterator[str]:
    for row in common_rows():
        if row.sex == sex:
            for written in (*row.arabic, *row.latin):
                if " " not in written:
                    yield form_of(letters(written).text, written=written, stopped=False).form
