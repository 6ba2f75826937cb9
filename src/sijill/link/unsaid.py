"""Names that do not say who: طفل زياد حداد has a father and no given name, زوجة زياد حداد a husband.

Which words stand for a given name is told by ``sijill.names`` (decision 59). Such a record is never the man himself, may be any child of his,
and is joined to none that is named, unless both give one national number. Two of them are one where much else says so: he may have several children.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import (
    BIRTH,
    FATHER,
    FIRST,
    GRANDFATHER,
    NOT_GIVEN,
    NUMBER,
    SEX,
    Parts,
    Record,
    Records,
)
from sijill.link.part_levels import DIFFERENT, KNOWN_APART, name_level
from sijill.names.common import child_words, kin_words
from sijill.names.common_rows import common_rows
from sijill.names.lexicon import KIN_GROUPS
from sijill.names.many_texts import those_in
from sijill.names.parts import NameColumns
from sijill.names.uncounted import uncounted, uncounted_within

NEITHER_SAYS: Final = 12
"""Level of first names: neither record says who it is, and both may be one child of one father."""
ONE_SAYS: Final = 13
"""One record says who it is, the other whose child, wife or mother."""
ONE_MANS: Final = 14
"""Neither says who it is, and both may be one man's wife, or mother, of whom he has mostly one."""
_MAN: Final = 1
"""Senses of a part, one bit each: a common given name of men; of women;"""
_WOMAN: Final = 2
_SON: Final = 4
"""a word that says whose son, and whose daughter;"""
_DAUGHTER: Final = 8
_ONLY: Final = 16
"""for whom there is mostly one of;"""
_FAMILY: Final = 32
"""that many families' names begin with;"""
_KIN: Final = 64
"""times the number of its meaning: any word that says whose."""
_SEVERAL: Final = 1 << 15
"""Of a record alone: its list has another of the same man and birth, so that nothing tells which of them is meant."""
_NAME_TOO: Final = 1 << 14
"""A word that somebody may be called by, or a family's name begin with: مولود, سيدة, ولد."""
_GROWN: Final = 4
"""Years from which on whoever such a word stands before is called by it: nobody names a child of that age newborn."""
_YEARS_APART: Final = (7, 11, 14)
"""Levels of birth that are more than three or four years apart: see ``circumstances``."""
_SAME_BIRTH: Final = (0, 2, 3, 4, 8, 9, 12)
"""Levels of birth within a year or so."""
_NEAR: Final = 1
_FEWEST: Final = 2
_MOSTLY_ONE: Final = frozenset(("wife", "husband", "widow", "mother", "father"))
"""Words of the meanings of ``KIN_GROUPS`` of which that holds."""
_BEFORE_FAMILIES: Final = frozenset(("بن", "ولد", "منت", "bin", "ould", "mint"))
"""Words for son-of that families' names begin with where families stand first: بن علي محمد, with a given name last, and before what is no given name: Ould Daddah."""
_NAMES_TOO: Final = _BEFORE_FAMILIES | frozenset(("مولود", "مولوده", "جنين", "سيده"))
"""Lexicon keys of words that are given names as well, or slips of one (ولد for وليد)."""


def senses(names: NameColumns, entries: NDArray[np.int16]) -> NDArray[np.uint16]:
    """Return for each part what it says as a first one: a bit for each sense above; ``entries`` are its common names."""
    words = _words()
    kin = np.zeros(len(names.written), np.uint16)
    stands = those_in(words, names.written)
    kin[stands] = [words[names.written[part]] for part in stands.tolist()]
    either = _MAN | _WOMAN
    of_sex = {"m": _MAN, "f": _WOMAN}
    # The last is that of a missing name.
    sexes = np.array([*(of_sex.get(row.sex, either) for row in common_rows()), 0], np.uint16)
    given = np.bitwise_or.reduce(sexes[entries], axis=1)
    found: NDArray[np.uint16] = np.where(kin > 0, kin, np.where(given == either, 0, given)).astype(np.uint16)
    return found


def unsaid(
    part: NDArray[np.int32], count: NDArray[np.int8], senses_of: NDArray[np.uint16]
) -> NDArray[np.uint16]:
    """Return for each name the senses of the word that stands for its given name, 0 where a given name stands there."""
    found = np.zeros(len(count), np.uint16)
    stands = np.flatnonzero((np.r_[senses_of, np.uint16(0)][part[:, 0]] >= _KIN) & (count > 1))
    first, man, last = (senses_of[part[stands, place]] for place in (0, 1, count[stands] - 1))
    of_man, of_last = ((each & (_MAN | _WOMAN) > 0) & (each < _KIN) for each in (man, last))
    is_family = (first & _FAMILY > 0) & (count[stands] > _FEWEST) & (of_last | ~of_man)
    found[stands] = np.where(is_family, 0, first)
    return found


def settle(records: Records, parts: Parts) -> None:
    """Finish, in place, what records do not say once all else is set: the grown are called by such a word, and one of several is marked.

    Several are records of one list that may be one child, wife or mother of one man by word and birth.
    """
    chosen = np.flatnonzero(records["unsaid"])
    records["unsaid"][chosen[_is_grown(records[chosen])]] = 0
    chosen = np.flatnonzero(records["unsaid"])
    some, sounds = records[chosen], parts.rows["skeleton"]
    last = some["part"][np.arange(len(some)), some["part_count"] - 1]
    same = [some[name].astype(np.uint64) for name in ("list_code", "birth", "born_first", "age_least")]
    told = np.stack([*same, sounds[some["part"][:, 1]], sounds[last]], axis=1)
    _, group = np.unique(told, axis=0, return_inverse=True)
    is_one_of_several = np.zeros(len(chosen), np.bool_)
    for sense in (_SON, _DAUGHTER):
        has = some["unsaid"] & sense > 0
        is_one_of_several |= has & (np.bincount(group.ravel(), has)[group.ravel()] > 1)
    of_word = group.ravel().astype(np.int64) << 16 | some["unsaid"]
    _, inverse, counts = np.unique(of_word, return_inverse=True, return_counts=True)
    is_one_of_several |= counts[inverse] > 1
    records["unsaid"][chosen[is_one_of_several]] |= np.uint16(_SEVERAL)


def read_again(records: Records, chosen: NDArray[np.int64] | NDArray[np.bool_], parts: Parts) -> None:
    """Set, in place, what the ``chosen`` records do not say once their names are read otherwise."""
    some = records[chosen]
    found = unsaid(some["part"], some["part_count"], parts.rows["senses"])
    some["unsaid"] = np.where(found > 0, found | some["unsaid"] & np.uint16(_SEVERAL), 0)
    some["unsaid"][_is_grown(some)] = 0
    records["unsaid"][chosen] = some["unsaid"]


def _is_grown(records: Records) -> NDArray[np.bool_]:
    """Return of which records a word that is a name too is the name."""
    years = np.where(records["born_last"] > 0, records["seen_first"] - records["born_last"], -1)
    is_old = (records["seen_first"] > 0) & (years >= _GROWN) | (records["age_least"] >= _GROWN)
    named: NDArray[np.bool_] = is_old & (records["unsaid"] & _NAME_TOO > 0) & (records["unsaid"] & _ONLY == 0)
    return named


def _words() -> dict[str, int]:
    """Return the words that say whose, with their senses."""
    sons, daughters = child_words()
    group = {word: number for number, words in enumerate(KIN_GROUPS, start=1) for word in words}
    of_child = {
        word: (_SON if word in sons else 0) | (_DAUGHTER if word in daughters else 0) for word in kin_words()
    }
    others = len(KIN_GROUPS) + 1
    only = {word for words in KIN_GROUPS if _MOSTLY_ONE.intersection(words) for word in words}
    return {
        word: bits
        | _ONLY * (word in only)
        | _FAMILY * (word in _BEFORE_FAMILIES)
        | _NAME_TOO * (word in _NAMES_TOO)
        | _KIN * (1 if bits else group.get(word, others))
        for word, bits in of_child.items()
    }


@uncounted_within
def compare_unsaid(
    one: Record, other: Record, parts: Parts, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> bool:
    """Set the level of first names where one or both of two records do not say who; return whether they cannot be joined.

    Of a wife's or mother's names all but the family's are her husband's or son's.
    """
    if (one.unsaid == 0 or other.unsaid == 0) and _is_one_name(one, other, parts):
        return False
    log_shares[FIRST] = 0.0
    if (one.unsaid != 0 and other.unsaid != 0) or one.spelling == other.spelling:
        return _compare_two(one, other, levels)
    nobody, named = (one, other) if one.unsaid != 0 else (other, one)
    is_child = nobody.unsaid & (_SON | _DAUGHTER) != 0
    sense = int(parts.rows[named.part[0]].senses) if named.part_count > 0 else 0
    if _is_himself(nobody, named, parts, is_child) or not _may_bear(nobody.unsaid, sense):
        levels[FIRST] = DIFFERENT
        return True
    levels[FIRST] = ONE_SAYS
    if not is_child:
        levels[FATHER] = levels[GRANDFATHER] = NOT_GIVEN
        log_shares[FATHER] = log_shares[GRANDFATHER] = 0.0
    return bool(levels[NUMBER] != 0)


@uncounted_within
def _compare_two(one: Record, other: Record, levels: NDArray[np.uint8]) -> bool:
    """Do so for two that do not say who: they are two of one list, or of a list that has another such, but for one number."""
    if not _may_be_one(one.unsaid, other.unsaid):
        levels[FIRST] = DIFFERENT
        return True
    is_only = (one.unsaid | other.unsaid) & _ONLY != 0
    levels[FIRST] = ONE_MANS if is_only else NEITHER_SAYS
    if levels[NUMBER] == 0:
        return False
    is_one_of_several = (one.unsaid | other.unsaid) & _SEVERAL != 0
    is_other_man = levels[FATHER] == DIFFERENT or levels[FATHER] == KNOWN_APART
    are_apart = levels[SEX] == 1 or levels[BIRTH] in _YEARS_APART or is_other_man
    if (one.unsaid | other.unsaid) & _NAME_TOO != 0 and (one.unsaid ^ other.unsaid) & ~_SEVERAL != 0:
        are_apart |= is_only or levels[BIRTH] not in _SAME_BIRTH
    return bool(are_apart or one.list_code == other.list_code or is_one_of_several)


@uncounted_within
def _is_one_name(one: Record, other: Record, parts: Parts) -> bool:
    """Return whether a word that is a name too stands before one record, and a spelling of it before the other."""
    if (one.unsaid | other.unsaid) & _NAME_TOO == 0 or one.part_count == 0 or other.part_count == 0:
        return False
    return bool(name_level(parts, one.part[0], other.part[0]) < DIFFERENT)


@uncounted_within
def _may_be_one(one: int, other: int) -> bool:
    """Return whether two words may stand for one person: both for a son or a daughter, or of one meaning."""
    if one == 0 or other == 0:  # One is run together with the name behind it.
        return True
    of_child = _SON | _DAUGHTER
    if one & of_child != 0 and other & of_child != 0:
        return bool(one & other & of_child != 0)
    return bool((one ^ other) & ~_SEVERAL == 0)


@uncounted_within
def _may_bear(kin: int, given: int) -> bool:
    """Return whether whom a word calls somebody's may bear a given name of that sense."""
    if kin & (_SON | _DAUGHTER) == 0:
        return True
    son, daughter = kin & _SON != 0, kin & _DAUGHTER != 0
    return bool((son and given & _WOMAN == 0) or (daughter and given & _MAN == 0))


@uncounted
def _is_himself(nobody: Record, named: Record, parts: Parts, is_child: bool) -> bool:
    """Return whether a record is the very man whose child or wife the other is; or, beside a wife, a child of his."""
    if named.part_count == 0:
        return False
    man = nobody.part[1]
    is_man = name_level(parts, man, named.part[0]) <= _NEAR
    is_his = named.part_count > 1 and name_level(parts, man, named.part[1]) <= _NEAR
    return bool((is_man and not is_his) if is_child else (is_man or is_his))
