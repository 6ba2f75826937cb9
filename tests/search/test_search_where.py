"""Search by place: what a piece surely names, what it perhaps names, and who learns of it."""

from pathlib import Path

import pytest

from sijill.cli.search import _filters
from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.record.places import load_places
from sijill.search import Found, Options, search
from sijill.search.where import either, one_place
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register

TEXTS = {
    "village.txt": "وصل الشهود إلى قرية كفر زنبق في ريف حلب.",
    "city.txt": "The witnesses fled the city of Aleppo.",
    "name.txt": "رأى الشهود ذلك في حلب.",
    "twins.txt": "سكن الشهود قرية وادي الخزامى.",
    "other.txt": "ذهب الشهود إلى حمص.",
}
LIST = """level,pcode,parent_pcode,name_en,name_ar
1,SY02,SY,Aleppo,حلب
2,SY0291,SY02,Zanbaq,زنبق
3,SY029101,SY0291,Zanbaq,زنبق
4,C9101,SY029101,Kafr Zanbaq,كفر زنبق
4,C9102,SY029101,Wadi Khuzama,وادي الخزامى
1,SY04,SY,Homs,حمص
2,SY0491,SY04,Bunduq,بندق
3,SY049101,SY0491,Bunduq,بندق
4,C9103,SY049101,Wadi Khuzama,وادي الخزامى
"""


@pytest.fixture
def placed(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """Five public texts, one closed text on Homs, and a list of invented villages, two of one name."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "closed.txt").write_text("كان الشهود في محافظة إدلب.", encoding="utf-8")
    add_files(register, [tmp_path / name for name in TEXTS], given=terms(Access.PUBLIC))
    add_files(register, [tmp_path / "closed.txt"], given=terms(Access.TEAM))
    refresh(register)
    return register


@pytest.fixture
def listed(placed: Register, tmp_path: Path) -> Register:
    """The same with the list loaded."""
    (tmp_path / "codes.csv").write_text(LIST, encoding="utf-8")
    load_places(placed, tmp_path / "codes.csv", source="invented", licence="CC0")
    return placed


def _ask(register: Register, *names: str, reader: Access = Access.TEAM) -> Found:
    known = register_gazetteer(register)
    ids = [one_place(name, known)[0].id for name in names]
    filters = {"place": either(ids)} if ids else {}
    return search(register, "الشهود witnesses", Options(filters=filters, count=("place",), reader=reader))


def _texts(found: Found) -> set[str]:
    names = {text: name for name, text in TEXTS.items()}
    return {names[hit.context] for hit in found.hits}


@pytest.mark.parametrize("name", ["حلب", "Aleppo", "Halab", "محافظة حَلَب", "SY02"])
def test_a_governorate_takes_in_what_lies_in_it(listed: Register, name: str) -> None:
    """Its villages, its city, its name alone; and, as perhaps, the village that bears another's name."""
    assert _texts(_ask(listed, name)) == {"village.txt", "city.txt", "name.txt", "twins.txt"}


def test_what_is_not_sure_is_told_as_such(listed: Register) -> None:
    """Aleppo alone may be the city; a village of two governorates is surely in neither, and surely in Syria."""
    found = _ask(listed, "مدينة حلب")
    assert {hit.context: "SY02/city" in hit.places for hit in found.hits} == {
        TEXTS["city.txt"]: True,
        TEXTS["name.txt"]: False,
    }
    (twins,) = _ask(listed, "C9103").hits
    assert {"SY", "?C9102", "?C9103", "?SY02", "?SY04"} <= set(twins.places)
    assert not {"C9102", "C9103", "SY02", "SY04"} & set(twins.places)
    sure = search(listed, "الشهود", Options(filters={"place": ("SY04",)}))
    assert _texts(sure) == {"other.txt"}


def test_counts_tell_sure_and_perhaps_apart(listed: Register) -> None:
    """Of four pieces that may be on Aleppo three surely are."""
    counts = _ask(listed).counts["place"]
    assert (counts["SY02"], counts["?SY02"], counts["C9101"]) == (3, 1, 1)
    assert counts["SY07"] == 1


def test_loading_a_list_is_noticed(placed: Register, tmp_path: Path) -> None:
    """Before it the village is in the countryside that the text names; then it has its id, without adding anything."""
    before = _ask(placed).counts["place"]
    assert "C9101" not in before
    assert before["SY02"] == 3
    (tmp_path / "codes.csv").write_text(LIST, encoding="utf-8")
    load_places(placed, tmp_path / "codes.csv", source="invented", licence="CC0")
    assert _ask(placed).counts["place"]["C9101"] == 1


def test_a_name_of_places_apart_is_refused_with_all_of_them(listed: Register) -> None:
    """Two villages of one name: their ids stand in the error; the id of one is enough."""
    known = register_gazetteer(listed)
    with pytest.raises(InputError) as refused:
        one_place("Wadi Khuzama", known)
    assert refused.value.key == "ambiguous_place"
    assert refused.value.data["expected"] == "C9102, C9103"
    assert one_place("C9102", known)[0].id == "C9102"


@pytest.mark.parametrize(
    "name", ["", "؟", "كفر لا أحد", "Kafr Zanbak", "/", "SY02/", "SY02/moon", "\u202e", "x" * 9999]
)
def test_an_unknown_place_is_one_clear_error(listed: Register, name: str) -> None:
    """With names that sound like it, where there are some: Zanbak is written Zanbaq."""
    with pytest.raises(InputError) as refused:
        one_place(name, register_gazetteer(listed))
    assert refused.value.key == "unknown_place"
    assert ("كفر زنبق" in str(refused.value)) >= (name == "Kafr Zanbak")
    assert len(str(refused.value)) < 500


def test_places_tell_nothing_of_what_is_closed(listed: Register) -> None:
    """For the team Idlib is counted; for the public it is no place of any text, and finds nothing."""
    assert _ask(listed).counts["place"]["SY07"] == 1
    outside = _ask(listed, reader=Access.PUBLIC)
    assert not {"SY07", "?SY07"} & set(outside.counts["place"])
    assert _ask(listed, "إدلب", reader=Access.PUBLIC).hits == ()
    assert all("SY07" not in hit.places for hit in outside.hits)


def test_a_year_is_asked_in_any_digits_and_a_level_that_is_none_is_refused() -> None:
    """--only year=٢٠١٣ is 2013; --only access=… of an unknown or sealed level is an error, not an empty answer."""
    assert _filters(("year=٢٠١٣", "year=۲۰۱۴")) == {"year": ("2013", "2014")}
    for level in ("sealed", "secret"):
        with pytest.raises(UsageError) as caught:
            _filters((f"access={level}",))
        assert level in caught.value.sentence("ar")
