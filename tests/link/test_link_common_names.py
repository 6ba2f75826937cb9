"""Two common names are two, however alike their letters: brothers and twins are called so."""

import numpy as np
import pytest

from sijill.link import RecordColumns
from sijill.link.columns import FIRST
from sijill.link.common_names import entries_of
from sijill.link.compare import Vectors, compare_pairs
from sijill.link.part_levels import DIFFERENT
from sijill.link.prepare import prepare
from sijill.link.short_forms import short_forms
from sijill.link.texts import texts_of
from sijill.names.common import common_parts
from sijill.names.lexicon import nicknames
from sijill.names.parts import encode_names


def _compared(one: str, other: str, sexes: tuple[str, str] = ("", "")) -> Vectors:
    given = RecordColumns(
        ids=["0", "1"],
        lists=["x", "y"],
        names=[one, other],
        **({"sexes": list(sexes)} if any(sexes) else {}),
    )
    records, parts, _ = prepare(texts_of(given), None)
    return compare_pairs(np.array([0], np.int32), np.array([1], np.int32), records, parts)


def _level(one: str, other: str) -> int:
    return int(_compared(f"{one} رامي التوت", f"{other} رامي التوت").levels[0, FIRST])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن", "حسين"),
        ("حسن", "Hussein"),
        ("سمير", "Samer"),
        ("Samir", "Samer"),
        ("عبد الرحمن", "عبد الرحيم"),
        ("محمد", "محمود"),
        ("أنس", "أنيس"),
        ("وليد", "وليدة"),
        ("Walid", "Walidah"),
        ("وليد", "Walida"),
        ("نادرة", "Nader"),
        ("أم جهاد", "جهاد"),
        ("أبو جهاد", "جهاد"),
        ("أم جهاد", "أبو جهاد"),
        ("Umm Jihad", "Jihad"),
        ("Abu Jihad", "جهاد"),
    ],
)
def test_brothers_and_twins_have_two_first_names(one: str, other: str) -> None:
    """What the lexicon or grammar knows to be two names is another name, in either script and across."""
    assert _level(one, other) == _level(other, one) == DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن", "Hassan"),
        ("منير", "مني"),
        ("صالح", "صلاح"),
        ("فاطمة", "فاطمه"),
        ("أم جهاد", "Umm Jihad"),
        ("ابو جهاد", "أبو جهاد"),
        ("أبو بكر", "Abu Bakr"),
        ("أمينة", "Amina"),
        ("نجاح", "Najah"),
        ("نجاة", "Najah"),
        ("عمر", "Amr"),
        ("ناصر", "Nasr"),
        ("رجاء", "Raja"),
        ("رحمة", "Rahmat"),
        ("هال", "Hala"),
    ],
)
def test_one_name_in_two_spellings_stays_one(one: str, other: str) -> None:
    """Usual spellings, and what extraction leaves of a name, are no second name."""
    assert _level(one, other) < DIFFERENT


def test_a_man_and_a_woman_of_two_names_contradict() -> None:
    """Another sex alone is a slip of many lists; with another first name it is a brother or sister."""
    assert _compared("سمارة رامي التوت", "سمار رامي التوت", ("ذكر", "أنثى")).contradict[0]
    assert not _compared("سمارة رامي التوت", "سمارة رامي التوت", ("ذكر", "أنثى")).contradict[0]
    assert not _compared("سمارة رامي التوت", "سمار رامي التوت", ("ذكر", "")).contradict[0]


def test_every_known_name_has_room_for_all_that_it_may_be() -> None:
    """No more room than that either; a name that needs more is an error."""
    nicknamed = [word for words in nicknames() for word in words if word.isascii()]
    spelled = [spelling for spellings in common_parts() for script in spellings for spelling in script]
    names = encode_names([*nicknamed, *spelled])
    for found in (short_forms(names), entries_of(names)):
        assert (found[:, -1] >= 0).any()
