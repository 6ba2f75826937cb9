"""Names as columns: joined parts, dropped words, repairs, and the table of distinct parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.letters import pack_skeleton, skeleton
from sijill.names.parts import NameColumns, encode_names


def _written(columns: NameColumns, record: int) -> list[str]:
    kept = int(columns.part_count[record])
    return [columns.written[part] for part in columns.parts[record, :kept]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد الرحمن أبو صلاح", "عبدالرحمن ابوصلاح"),
        ("نور الدين", "نورالدين"),
        ("سعد بن خالد", "سعد خالد"),
        ("منة هللا", "منة الله"),
        ("االشقر", "الأشقر"),
        ("الشهيد سعد خالد", "سعد خالد"),
        ("د. سعد خالد", "سعد خالد"),
        ("محمّدُ", "محمـــد"),
        ("Abdul-Rahman al-Saleh", "Abdel Rahman Saleh"),
        ("Saad bin Khaled", "Saad Khaled"),
        ("Dr. Saad", "Saad"),
        ("Abu Salah", "ABOU  SALAH"),
        ("Nour al-Din", "Nouraldin"),
        ("Cedar Trading L.L.C.", "Cedar Trading LLC"),
    ],
)
def test_spellings_of_one_name_have_the_same_parts(one: str, other: str) -> None:
    """Joined parts, kin words, titles, articles and lam-alef damage do not change the parts."""
    columns = encode_names([one, other])
    spelled = [[part.replace("abou", "abu") for part in _written(columns, record)] for record in (0, 1)]
    assert spelled[0] == spelled[1]


@pytest.mark.parametrize("name", ["مجهول الهوية", "غير معروف", "Unknown", "", "  ", "😀", "-", "\0"])
def test_no_name_has_no_parts(name: str) -> None:
    """An unidentified person and a text without letters have no part to compare."""
    assert encode_names([name]).part_count[0] == 0


def test_articles_and_joins_agree_across_scripts() -> None:
    """The consonants of a part are the same in both scripts."""
    columns = encode_names(["فتحي عبد الرحمن الصالح نور الدين", "Fathi Abdul Rahman al-Saleh Noureddine"])
    skeletons = columns.skeletons[columns.parts[:, :4]]
    assert (skeletons[0] == skeletons[1]).all()
    assert (skeletons != 0).all()


def test_a_comma_turns_family_first_names() -> None:
    """FAMILY, Given has its parts in spoken order; two commas, or nothing behind one, turn nothing."""
    columns = encode_names(["AL-ASHQAR, Rami Khaled", "Rami Khaled al-Ashqar", "Cedar, LLC", "a, b, c"])
    assert _written(columns, 0) == _written(columns, 1) == ["rami", "khaled", "ashqar"]
    assert _written(columns, 2) == ["cedar"]
    assert _written(columns, 3) == ["a", "b", "c"]


def test_long_names_keep_the_last_part() -> None:
    """Of more than eight parts the first seven and the last are kept."""
    columns = encode_names(["سعد خالد سمير فادي وسام رامي ناجي ناصر زياد شقير"])
    assert _written(columns, 0) == ["سعد", "خالد", "سمير", "فادي", "وسام", "رامي", "ناجي", "شقير"]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_the_part_table_does_not_depend_on_order(names: list[str]) -> None:
    """Reversing the records reverses the rows and leaves the table alone; no text crashes."""
    columns, reversed_columns = encode_names(names), encode_names(names[::-1])
    assert columns.written == reversed_columns.written
    np.testing.assert_array_equal(columns.parts, reversed_columns.parts[::-1])


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Văn An", ["nguyen", "an"]),
        ("LE VAN AN", ["le", "an"]),
        ("Sami an-Nahhas", ["sami", "nahhas"]),
        ("Sami an Nahhas", ["sami", "nahhas"]),
    ],
)
def test_an_is_a_name_where_it_ends_one(name: str, parts: list[str]) -> None:
    """No article ends a name; elsewhere it is one."""
    assert _written(encode_names([name]), 0) == parts


def test_skeletons_pack_without_loss() -> None:
    """Different consonants have different numbers; nothing is 0 but the empty skeleton."""
    words = ["سعد", "خالد", "sami", "عيد", "آية", "8200", "8201"]
    packed = [pack_skeleton(skeleton(word)) for word in words]
    assert len(set(packed)) == len(words)
    assert 0 not in packed
    assert pack_skeleton("") == 0
