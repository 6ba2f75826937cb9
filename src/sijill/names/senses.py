"""What the word of a piece means beside its class: a man's name, a woman's title, a number, a word for an age.

Most words mean nothing of the kind. ``settling`` looks at what stands side by side: طفلة before a man's name is his
daughter, and 12 before years is no part of a name.
"""

import functools
import re
from collections.abc import Iterator
from typing import Final

from sijill.names import lexicon
from sijill.names.common_rows import common_rows
from sijill.names.forms import ARTICLE, form_of
from sijill.text import letters

NONE: Final = 0
MAN: Final = 1
"""A given name that men bear, or half of one (عبد)."""
WOMAN: Final = 2
TELLING: Final = 2
"""Senses up to this one say something only beside others."""
OF_WOMAN: Final = 3
"""A title of a woman: السيدة, Mrs."""
OF_GIRL: Final = 4
OF_BOY: Final = 5
"""A word for a boy that is a title, or before a woman's name says whose child he is: الطفل."""
CHILD_OF: Final = 6
"""The same without an article: طفل زياد is no more the boy Ziad than Ziad's boy is."""
NUMBER: Final = 7
AGE: Final = 8
"""A word beside the number of somebody's years."""
FATE: Final = 9
"""What may be unknown of somebody whose name is known: المصير, age."""
YEAR: Final = 10
"""A number that may be the year in which somebody was born."""

_YEAR: Final = re.compile("19[0-9]{2}|20[0-2][0-9]")


def sense_of(form: str, spelling: str) -> int:
    """Return what a piece of this form and spelling means."""
    if form.isdecimal():
        return YEAR if _YEAR.fullmatch(form) else NUMBER
    sense = _senses().get(form, NONE)
    return CHILD_OF if sense == OF_BOY and not spelling.startswith(ARTICLE) else sense


@functools.cache
def _senses() -> dict[str, int]:
    return {
        **_borne_by("f", WOMAN, "m"),
        **_borne_by("m", MAN, "f"),
        **dict.fromkeys(("عبد", "abd"), MAN),
        **dict.fromkeys(lexicon.OF_WOMAN, OF_WOMAN),
        **dict.fromkeys(lexicon.OF_GIRL, OF_GIRL),
        **dict.fromkeys(lexicon.OF_BOY, OF_BOY),
        **dict.fromkeys(lexicon.AGE, AGE),
        **dict.fromkeys(lexicon.FATE, FATE),
    }


def _borne_by(sex: str, sense: int, other: str) -> dict[str, int]:
    """Return the common names of one sex, but for spellings that stand for a name of the other too."""
    return dict.fromkeys(set(_forms(sex)) - set(_forms(other)) - set(_forms("")), sense)


def _forms(sex: str) -> Iterator[str]:
    for row in common_rows():
        if row.sex == sex:
            for written in (*row.arabic, *row.latin):
                if " " not in written:
                    yield form_of(letters(written).text, written=written, stopped=False).form
