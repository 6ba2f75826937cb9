"""Two names that are alike by their letters and known to be two: حسن and Hussein, سمير and Samer, وليد and وليدة.

Letters are compared without knowing any name, so that brothers of such names are one sound to them. What is a name of
its own is told by the common parts of ``sijill.names``, written by hand, and by grammar: a woman's name is not the man's
that it is made of.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import PART, Part
from sijill.names.common import common_parts
from sijill.names.damage import OFTEN
from sijill.names.endings import ARABIC_OPEN, LATIN_OPEN, LATIN_SILENT, LATIN_VOWELS, SHORTEST
from sijill.names.forms import ARTICLE
from sijill.names.letters import CODES, FIRST_LATIN
from sijill.names.many_texts import those_in
from sijill.names.parameters import shipped_rules
from sijill.names.parts import NameColumns
from sijill.names.uncounted import uncounted_within
from sijill.text import fold_seats

_NONE: Final = -1
_DIN: Final = ("دين", "eddine", "eddin", "uddin", "din")
_FINAL_HA: Final = CODES["Ħ"]
_LATIN_A: Final = CODES["a"]
_FINAL_H: Final = CODES["Ĥ"]
_ALEF: Final = CODES["ا"]
_LAM: Final = CODES["ل"]
_YA: Final = CODES["ي"]


def _by_code(letters: str) -> NDArray[np.bool_]:
    """Return for each code whether it is of one of ``letters``."""
    codes = {CODES[letter] for letter in letters}
    return np.array([code in codes for code in range(256)])


_VOWEL: Final = _by_code(LATIN_VOWELS)
_WRITTEN_VOWEL: Final = _by_code("اعءويĀĪ")
"""Letters that a machine writes as a vowel."""
_OPEN: Final = _by_code("اءĀĪ" + LATIN_OPEN)
"""Letters behind which no woman's ending is looked for."""
_OPEN_ACROSS: Final = _by_code(ARABIC_OPEN + "ĀĪĦ" + LATIN_SILENT + "Ĥ")
"""Last letters that are, or may be, written as a woman's ending in the other script, or are not spoken."""


def entries_of(names: NameColumns) -> NDArray[np.int16]:
    """Return for each part the names that it may be a spelling of, by number, -1 behind the last; a rare part has none."""
    entries = _entries()
    found = np.full((len(names.written), *PART["entries"].shape), _NONE, np.int16)
    for part in those_in(entries, names.written).tolist():
        held = entries[names.written[part]]
        found[part, : len(held)] = held
    return found


@functools.cache
def _entries() -> dict[str, tuple[int, ...]]:
    """Return the names that each common spelling may be."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, spellings in enumerate(common_parts()):
        for spelling in (*spellings[0], *spellings[1]):
            found[fold_seats(spelling).replace(ARTICLE, "")].add(number)
    arabic = [spelling for spelling in found if not spelling.isascii()]
    also = {spelling: _undamaged(spelling, found) for spelling in arabic}
    for spelling in found:
        # بدر is what بدر الدين is called for short.
        short = next((spelling.removesuffix(end) for end in _DIN if spelling.endswith(end)), "")
        also.setdefault(spelling, []).append(found.get(short, set()))
    for spelling, names in also.items():
        found[spelling] = found[spelling].union(*names)
    return {spelling: tuple(sorted(held)) for spelling, held in found.items()}


def _undamaged(spelling: str, known: Mapping[str, set[int]]) -> list[set[int]]:
    """Return the names that a common one may be what extraction often leaves of: صلاح of صالح, منير of مني."""
    found = []
    for rule in shipped_rules():
        if rule.share < OFTEN or rule.read not in spelling:
            continue
        for start in range(len(spelling) - len(rule.read) + 1):
            end = start + len(rule.read)
            if spelling[start:end] == rule.read and (not rule.at_end or end == len(spelling)):
                whole = spelling[:start] + rule.meant + spelling[end:]
                found += [known[whole]] if whole in known else []
    return found


@uncounted_within
def are_two_names(one: Part, other: Part) -> bool:
    """Return whether two parts are known to be two names, however alike their letters."""
    if one.entries[0] >= 0 and other.entries[0] >= 0:
        if _share_entry(one, other):
            return False
        if not _may_be_unvowelled(one, other):
            return True
    return _is_made_of(one, other) or _is_made_of(other, one)


@uncounted_within
def _may_be_unvowelled(one: Part, other: Part) -> bool:
    """Return whether one part has the consonants of the other, in Latin letters and no more vowels than Arabic writes.

    Machines write عمر as Amr and ناصر as Nasr, without the vowels that they do not see.
    """
    arabic, latin = (one, other) if one.letters[0] < FIRST_LATIN else (other, one)
    if arabic.letters[0] >= FIRST_LATIN or latin.letters[0] < FIRST_LATIN:
        return False
    if one.skeleton != other.skeleton:
        return False
    vowels = 0
    for place in range(latin.length):
        vowels += _VOWEL[latin.letters[place]]
    for place in range(arabic.length):
        vowels -= _WRITTEN_VOWEL[arabic.letters[place]]
    return bool(vowels <= 0)


@uncounted_within
def _share_entry(one: Part, other: Part) -> bool:
    for entry in one.entries:
        if entry < 0:
            break
        for another in other.entries:
            if another == entry:
                return True
    return False


@uncounted_within
def _is_made_of(woman: Part, man: Part) -> bool:
    """Return whether a part is another with a woman's ending; across scripts the endings alone are compared."""
    if (man.letters[0] < FIRST_LATIN) != (woman.letters[0] < FIRST_LATIN):
        return not _ends_for_both(man) and _ends_as_womans(woman)
    n, more = man.length, int(woman.length) - int(man.length)
    if n < SHORTEST or more not in (1, 2) or _OPEN[man.letters[n - 1]]:
        return False
    ending = woman.letters[n]
    if man.letters[0] < FIRST_LATIN:
        ends = more == 1 and ending == _FINAL_HA
    else:
        ends = ending == _LATIN_A and (more == 1 or woman.letters[n + 1] == _FINAL_H)
    for place in range(n):
        ends &= woman.letters[place] == man.letters[place]
    return bool(ends)


@uncounted_within
def _ends_for_both(part: Part) -> bool:
    """Return whether a part ends in a letter that may be, or may be read as, a woman's ending."""
    n = part.length
    last = part.letters[n - 1]
    # ال at the end is what extraction makes of لا.
    swapped = last == _LAM and n > 1 and part.letters[n - 2] == _ALEF
    return bool(n < SHORTEST or _OPEN_ACROSS[last] or swapped)


@uncounted_within
def _ends_as_womans(part: Part) -> bool:
    """Return whether a part ends in ة, or in a or ah in Latin letters, behind a consonant."""
    n = int(part.length)
    if n > 1 and part.letters[n - 1] == _FINAL_H:
        n -= 1
    if n <= SHORTEST:
        return False
    last, before = part.letters[n - 1], part.letters[n - 2]
    return bool(last in (_FINAL_HA, _LATIN_A) and not _OPEN[before] and before != _YA)
