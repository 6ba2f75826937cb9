"""The form of many runs of letters at once, where no rule but that of the article is about them.

Which runs these are is told by what every rule of ``forms`` begins with: too many are left to ``form_of``, never too
few (a test holds the two together).
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from sijill.names import lexicon
from sijill.names.forms import ARTICLE, divine_skeletons, form_of
from sijill.names.lexicon import PieceClass
from sijill.names.many_parts import skeletons_of
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


def arabic_forms(runs: Sequence[str]) -> Forms:
    """Return ``form_of`` of each run of Arabic letters that fold to themselves but for seats."""
    found = Forms([], [], [])
    for run, folded in zip(runs, _folded(runs), strict=True):
        has_article = folded.startswith("ال") and len(folded) > _SHORTEST and folded not in lexicon.NO_ARTICLE
        form = folded[2:] if has_article else folded
        if (
            len(run) < _SHORTEST
            or folded in _ARABIC_KNOWN
            or form in _ARABIC_KNOWN
            or _ARABIC_RULE.match(run)
        ):
            found.add(*form_of(run, written=run, stopped=False)[:3])
        else:
            found.add(form, ARTICLE + run[2:] if has_article else run, _PLAIN)
    return found


def latin_forms(runs: Sequence[str]) -> Forms:
    """Return ``form_of`` of each run of two or more ASCII letters, the first at most a capital."""
    lowered = [run.lower() for run in runs]
    divine = divine_skeletons()
    found = Forms([], [], [])
    for run, form, skeleton in zip(runs, lowered, skeletons_of(lowered), strict=True):
        if form in _LATIN_KNOWN or skeleton in divine or _LATIN_RULE.match(form):
            found.add(*form_of(form, written=run, stopped=False)[:3])
        else:
            found.add(form, form, _PLAIN)
    return found


def _folded(runs: Sequence[str]) -> list[str]:
    return fold_seats("\n".join(runs)).split("\n") if runs else []
