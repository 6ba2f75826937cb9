"""Places of lists are read against the gazetteer: one place in all writings, one inside the other, names of several."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_lists import columns
from listed import fill, persons

from sijill.link import RecordColumns, link_records
from sijill.link.classes import expected
from sijill.link.columns import LIES_IN, NOT_GIVEN, PLACE
from sijill.link.compare import compare_pairs
from sijill.link.in_register import link_register
from sijill.link.linked import of_register
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of
from sijill.model.place import Place, PlaceKind
from sijill.record.places import load_places
from sijill.store import tables
from sijill.store.layout import Register
from sijill.text.extents import Extent, Extents
from sijill.text.gazetteer import Gazetteer, gazetteer


def _place(name: str, kind: PlaceKind, arabic: str, latin: str, **told: str) -> Place:
    return Place(id=name, kind=kind, arabic=(arabic,), latin=(latin,), source="invented", **told)  # type: ignore[arg-type]  # texts


VILLAGE = PlaceKind.LOCALITY
LISTED = gazetteer(
    [
        _place("D1", PlaceKind.DISTRICT, "بندق", "Hazelwood", governorate="SY02"),
        _place("V1", VILLAGE, "كفر زنبق", "Lily Village", governorate="SY02", district="D1"),
        _place("V2", VILLAGE, "وادي الخزامى", "Wadi Khuzama", governorate="SY02", district="D1"),
        _place("V3", VILLAGE, "تل الريحان", "Tall Rayhan", governorate="SY02"),
        _place("V4", VILLAGE, "تل الريحان", "Tall Rayhan", governorate="SY04"),
        _place("V5", VILLAGE, "نبع السوسن", "Nabaa Sawsan", governorate="SY12"),
    ]
)


def _levels(
    places: Sequence[tuple[str, str]], *, known: Gazetteer | None = LISTED, towns: bool = True
) -> dict[tuple[int, int], int]:
    """Return the level of place of each two of these (place, town)."""
    count = len(places)
    given_rows = RecordColumns(
        ids=[str(row) for row in range(count)],
        lists=["x"] * count,
        names=[f"سالم رامي {'نرجس' * (row + 1)}" for row in range(count)],
        places=[place for place, _ in places],
        towns=[town for _, town in places] if towns else (),
    )
    records, parts, order = prepare(texts_of(given_rows), known)
    left, right = (side.astype(np.int32) for side in np.triu_indices(count, 1))
    found = compare_pairs(left, right, records, parts).levels[:, PLACE].tolist()
    rows = [sorted((int(order[a]), int(order[b]))) for a, b in zip(left, right, strict=True)]
    return {(a, b): level for (a, b), level in zip(rows, found, strict=True)}


def _level(one: tuple[str, str], other: tuple[str, str], **told: object) -> int:
    return _levels([one, other], **told)[0, 1]  # type: ignore[arg-type]  # handed on


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("حلب", ""), ("Aleppo", "")),
        (("محافظة حلب", ""), ("Aleppo Governorate", "")),
        (("ريف دمشق", ""), ("Damascus Countryside", "")),
        (("حلب", ""), ("Allepo", "")),
        (("حماة", ""), ("حما", "")),
    ],
)
@pytest.mark.parametrize("known", [None, LISTED])
def test_governorates_are_one_in_all_writings(
    one: tuple[str, str], other: tuple[str, str], known: Gazetteer | None
) -> None:
    """Exonyms, the word of the kind and slips that sound alike, without any list loaded too."""
    assert _level(one, other, known=known) == 1
    assert _level(one, other, known=known, towns=False) == 0


def test_a_town_is_one_in_all_writings_of_its_list() -> None:
    """Two names of one village in a list are the same town, though they sound nothing alike; unknown, they are not."""
    one, other = ("حلب", "كفر زنبق"), ("Aleppo", "Lily Village")
    assert _level(one, other) == 0
    assert _level(one, other, known=None) == 2


def test_one_place_in_the_other_is_a_level_of_its_own() -> None:
    """A village in its district, and in its governorate where that is the only place given."""
    assert _level(("حلب", "كفر زنبق"), ("حلب", "منطقة بندق")) == 5
    assert _level(("كفر زنبق", ""), ("Aleppo", ""), towns=False) == 5
    assert _level(("كفر زنبق", ""), ("Aleppo", ""), towns=False, known=None) == NOT_GIVEN


def test_two_villages_of_one_governorate_are_no_other_governorate() -> None:
    """What was another place is the same governorate and another town; of two governorates it stays another place."""
    assert _level(("كفر زنبق", ""), ("وادي الخزامى", ""), towns=False) == 2
    assert _level(("كفر زنبق", ""), ("وادي الخزامى", ""), towns=False, known=None) == 4
    assert _level(("كفر زنبق", ""), ("Nabaa Sawsan", ""), towns=False) == 4


def test_a_village_in_the_column_of_governorates_stands_for_the_town() -> None:
    """One list has the village beside its governorate, another only the village."""
    assert _level(("Lily Village", ""), ("حلب", "كفر زنبق")) == 0
    assert _level(("Lily Village", ""), ("حلب", "")) == 1
    assert _level(("", "Lily Village"), ("حلب", "كفر زنبق")) == 0


def test_a_name_of_several_places_keeps_all() -> None:
    """It may lie in either governorate, is not said to lie in a third, and is the same as itself."""
    assert _level(("تل الريحان", ""), ("حلب", ""), towns=False) == 5
    assert _level(("تل الريحان", ""), ("حمص", ""), towns=False) == 5
    assert _level(("تل الريحان", ""), ("درعا", ""), towns=False) == NOT_GIVEN
    assert _level(("تل الريحان", ""), ("Tall Rayhan", ""), towns=False) == 0


def test_unknown_words_are_compared_as_written() -> None:
    """By sound in either script; another word of the other script says nothing, one of the same is another place."""
    for known in (None, LISTED):
        assert _level(("جزيرة المرجان", ""), ("Jazirat Marjan", ""), known=known, towns=False) in {
            0,
            NOT_GIVEN,
        }
        assert _level(("مرجان", ""), ("Marjan", ""), known=known, towns=False) == 0
        assert _level(("مرجان", ""), ("Pebble", ""), known=known, towns=False) == NOT_GIVEN
        assert _level(("مرجان", ""), ("صدف", ""), known=known, towns=False) == 4


@pytest.mark.parametrize("text", ["", " ", "؟", "ع", "x" * 5_000, "حلب" * 2_000, "\u202eحلب\u202c", "12/3"])
def test_any_text_is_a_place(text: str) -> None:
    """Whatever stands in a cell is compared, and with itself it is never another place."""
    assert _level((text, text), (text, text)) in {0, NOT_GIVEN}


_WRITTEN = (
    "",
    "حلب",
    "Aleppo",
    "ريف حلب",
    "كفر زنبق",
    "Lily Village",
    "بندق",
    "تل الريحان",
    "نبع السوسن",
    "صدف",
    "Pebble",
)


@given(
    st.lists(st.tuples(st.sampled_from(_WRITTEN), st.sampled_from(_WRITTEN)), min_size=2, max_size=2),
    st.booleans(),
)
def test_comparing_places_is_symmetric(places: list[tuple[str, str]], towns: bool) -> None:
    """It makes no difference which record comes first, or what other records there are."""
    there, back = _levels(places, towns=towns)[0, 1], _levels(places[::-1], towns=towns)[0, 1]
    assert there == back == _levels([*places, ("حمص", "زهر")], towns=towns)[0, 1]


def test_each_distinct_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows of two places ask the gazetteer twice."""
    asked: list[str] = []
    read = Extents._read

    def noted(self: Extents, text: str) -> tuple[Extent, ...]:
        asked.append(text)
        return read(self, text)

    monkeypatch.setattr(Extents, "_read", noted)
    given_rows = RecordColumns(
        ids=[str(row) for row in range(1000)],
        lists=["x"] * 1000,
        names=["سالم رامي"] * 1000,
        places=["عين الياسمين", "زهر"] * 500,
    )
    prepare(
        texts_of(given_rows),
        gazetteer([_place("V9", VILLAGE, "عين الياسمين", "Ayn Yasmin", governorate="SY07")]),
    )
    assert sorted(asked) == ["زهر", "عين الياسمين"]


def test_a_level_that_no_pair_reached_weighs_as_before_learning() -> None:
    """Where no place of the lists lies in another, nothing is learned of it, and a pair that comes later finds the start."""
    found = [link_records(columns(), places=known).weights[0] for known in (None, LISTED)]
    start = np.log(expected())
    for logs in found:
        assert logs[:, :, PLACE, LIES_IN].tolist() == start[:, :, PLACE, LIES_IN].tolist()
        assert (np.exp(logs[:, :, PLACE, :LIES_IN]).sum(axis=-1) > 0.999).all()


CODES = "level,pcode,parent_pcode,name_en,name_ar\n1,SY12,SY,Daraa,درعا\n2,SY1299,SY12,Hazelwood,بندق\n"


def test_a_register_uses_the_lists_it_loaded(register: Register, tmp_path: Path) -> None:
    """Who loads a list and links again has it used; which list it was stands with the run, and review reads it too."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    assert tables.provenance(tables.read(mine, "clusters"))["places"] == ""
    before = persons(mine)
    (tmp_path / "codes.csv").write_text(CODES, encoding="utf-8")
    load_places(mine, tmp_path / "codes.csv", source="invented", licence="CC0")
    link_register(mine)
    assert tables.provenance(tables.read(mine, "clusters"))["places"] == tables.current(mine)["places"]
    assert persons(mine) == before
    known = of_register(mine).places
    assert known is not None
    assert known.named("Hazelwood")


def test_where_only_towns_are_given_another_town_is_another_place() -> None:
    """Without a column of governorates towns are the only places: two of them differ as two governorates do."""
    given_rows = RecordColumns(
        ids=["1", "2", "3"], lists=["x"] * 3, names=["سالم رامي التوت"] * 3, towns=["نرجس", "نرجس", "سوسن"]
    )
    records, parts, order = prepare(texts_of(given_rows))
    place = np.argsort(order).astype(np.int32)
    assert compare_pairs(place[:2], place[1:], records, parts).levels[:, PLACE].tolist() == [0, 4]
