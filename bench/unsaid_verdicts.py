"""What a careful human says of two records of which some name nobody: one person, ask, or two.

Written before anything was linked. Of two records that both name somebody ``tiny_verdicts`` tells.
"""

import dataclasses
from typing import Final

from bench import tiny_verdicts
from bench.tiny_verdicts import Shown, Verdict

SON: Final = "son"
DAUGHTER: Final = "daughter"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a record says, spelled as it should be."""

    shown: Shown
    """Of whom nothing but whose child it is is told, the father's name stands there and the given name is ""."""
    whose: str = ""
    """``SON``, ``DAUGHTER``, "child", "wife" or "mother"; "" where the given name is told."""
    of: tuple[str, ...] = ()
    """Whose: given name, father (where told) and family."""
    sex: str = ""


def verdict(one: Told, other: Told) -> Verdict:
    """Return what is to be said of two records.

    Neither is he of whom the other is told to be a child, wife or mother. Two that are told to be one man's are one where a
    full date of birth says so too, else it is asked; whoever is named may be any of his whom nothing contradicts, and is asked about.
    """
    if not (one.whose or other.whose):
        return tiny_verdicts.verdict(one.shown, other.shown)
    if _is_himself(one, other) or _is_himself(other, one) or _differ(one, other):
        return Verdict.TWO
    both = one.whose != "" and other.whose != ""
    births = one.shown.birth is not None and one.shown.birth == other.shown.birth
    return Verdict.SAME if both and births and one.of[0] == other.of[0] else Verdict.ASK


def _is_himself(one: Told, other: Told) -> bool:
    """Return whether ``other`` is the man that ``one`` is told by, or a child of his where she is no child."""
    if not one.whose or other.whose:
        return False
    named = one.of[0] == other.shown.given and one.of[-1] == other.shown.family
    return named and not (one.whose in (SON, DAUGHTER, "child") and other.shown.father == one.of[0])


def _differ(one: Told, other: Told) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return True
    if one.whose and other.whose:
        kinds = {one.whose, other.whose}
        if len(kinds) == 2 and kinds not in ({SON, "child"}, {DAUGHTER, "child"}):
            return True
        if (one.of[0], one.of[-1]) != (other.of[0], other.of[-1]):
            return True
        return _parts_differ(one.shown, other.shown)
    unsaid, named = (one, other) if one.whose else (other, one)
    if unsaid.whose in ("wife", "mother"):  # Her husband's or son's names are not hers.
        return _parts_differ(_bare(unsaid.shown), _bare(named.shown))
    return _parts_differ(one.shown, other.shown)


def _parts_differ(one: Shown, other: Shown) -> bool:
    return tiny_verdicts.verdict(one, other) is Verdict.TWO


def _bare(shown: Shown) -> Shown:
    return dataclasses.replace(shown, given="", father="", grandfather="", family="")
