"""Places in text: names, cues, traps, and all candidates of a name that several places bear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.place import Place, PlaceKind, PlaceMention
from sijill.text.gazetteer import gazetteer, governorate_code, hand_gazetteer
from sijill.text.place_words import name_keys
from sijill.text.places import find_places


def _village(number: int, name: str, governorate: str, at: tuple[float, float], people: int = 0) -> Place:
    return Place(
        id=f"x:{number}",
        kind=PlaceKind.LOCALITY,
        arabic=(name,),
        governorate=governorate,
        latitude=at[0],
        longitude=at[1],
        population=people,
        source="invented",
    )


KNOWN = gazetteer(
    [
        _village(1, "كفر زعتر", "SY07", (35.8, 36.5)),
        _village(2, "كفر زعتر", "SY05", (35.2, 36.6)),
        _village(3, "كفر زعتر", "SY12", (32.7, 36.2), 9_000),
        _village(4, "تل الريحان", "SY05", (35.21, 36.61)),
        _village(5, "رامي", "SY07", (35.7, 36.6)),
        _village(6, "الباب", "SY02", (36.4, 37.5), 60_000),
        _village(7, "شمرين", "SY12", (32.7, 36.3)),
        _village(8, "دوّارة", "SY04", (34.7, 36.8), 20_000),
    ]
)


def _words(text: str, **options: bool) -> list[str]:
    found = find_places(text, KNOWN)
    return [text[one.start : one.end] for one in found if one.certain or not options.get("certain")]


def _ids(mention: PlaceMention) -> list[str]:
    return [each.place.id for each in mention.candidates]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قُتلوا في حلب وبدمشق", ["حلب", "دمشق"]),
        ("وصلوا فحمص ولحماة", ["حمص", "حماة"]),
        ("نزحوا من ريف دمشق", ["ريف دمشق"]),
        ("دَيرُ الزُّور والرِّقّة", ["دَيرُ الزُّور", "الرِّقّة"]),
        ("عاد إلى الغوطة الشرقية", ["الغوطة الشرقية"]),
        ("مخيم اليرموك وسجن صيدنايا وفرع 215", ["اليرموك", "صيدنايا", "215"]),
        ("in Aleppo, Deir ez-Zor and As-Sweida", ["Aleppo", "Deir ez-Zor", "As-Sweida"]),
        ("the Idlib governorate; Saydnaya prison; city of Homs", ["Idlib", "Saydnaya", "Homs"]),
    ],
)
def test_places_are_found_without_their_proclitics(text: str, words: list[str]) -> None:
    """Known places come out as written, vowels included, in both scripts."""
    assert _words(text, certain=True) == words


def test_a_proclitic_before_the_article_is_cut_as_it_is_written() -> None:
    """«للرقة» names الرقة, whose alef is not written there."""
    text = "غادر للرقة"
    (found,) = find_places(text)
    assert text[found.start :] == "لرقة"
    assert _ids(found) == ["SY11"]


@pytest.mark.parametrize(
    "text",
    [
        "قال رامي إنه رأى أخاه",  # A village of a given name, without a word that says it is one.
        "نهر اليرموك طويل",  # A camp, without the word camp.
        "أغلق الباب وخرج",
        "صلاح الدين الأيوبي",
        "كان دوّارةً",  # With tanwin: an adverb or an indefinite noun.
        "homs is not written like this",
        "تشرين شهر",
        "",
        "\x00\ud800 \u202e",
    ],
)
def test_what_is_no_place(text: str) -> None:
    """Given names, ordinary words and names bound to their word are left out."""
    assert find_places(text, KNOWN) == []


@pytest.mark.parametrize("text", ["اتصل أحمد درعا بأهله", "ذهب سليم حمص", "met Ahmad Homs", "حمص بن سعيد"])
def test_a_person_named_like_a_place_is_not_certain(text: str) -> None:
    """A town behind a given name may be the family name; it comes flagged, never as certain."""
    assert [one.certain for one in find_places(text, KNOWN)] == [False]


def test_on_is_no_given_name() -> None:
    """«على دمشق» is on Damascus; only علي is a name."""
    assert _words("القصف على دمشق", certain=True) == ["دمشق"]


def test_a_cue_makes_a_village_a_place() -> None:
    """A village with a given name's or an ordinary name is one where the text says village or town."""
    (found,) = find_places("قرية رامي محاصرة", KNOWN)
    assert found.certain
    assert found.cue == (0, 4)
    assert found.span == (0, 9)
    assert _words("مدينة الباب", certain=True) == ["الباب"]
    assert _words("الباب في ريف حلب", certain=True) == ["الباب", "حلب"]


def test_a_village_of_one_word_is_doubtful_behind_a_preposition_alone() -> None:
    """«في شمرين» may be a place; beside its governorate or in a list of places near it, it is."""
    assert [one.certain for one in find_places("كانوا في شمرين", KNOWN)] == [False]
    assert _words("شمرين في ريف درعا", certain=True) == ["شمرين", "درعا"]
    assert _words("درعا وشمرين") == ["درعا", "شمرين"]


def test_all_candidates_stay_and_the_governorate_decides() -> None:
    """Three villages of one name: the one in the named governorate comes first, the others stay."""
    text = "كفر زعتر في ريف حماة"
    first, second = find_places(text, KNOWN)
    assert _ids(first)[0] == "x:2"
    assert set(_ids(first)) == {"x:1", "x:2", "x:3"}
    assert sum(each.score for each in first.candidates) == pytest.approx(1, abs=0.01)
    assert _ids(second) == ["SY05"]


def test_a_governorate_comes_before_its_city_and_a_town_before_its_district() -> None:
    """A bare name means the governorate, where there is one of it, with its word the city; else the chief town."""

    def place(number: int, kind: PlaceKind, name: str, code: str, people: int) -> Place:
        return Place(
            id=f"x:{number}",
            kind=kind,
            arabic=(name,),
            governorate=code,
            population=people,
            source="invented",
        )

    district, town = PlaceKind.DISTRICT, PlaceKind.LOCALITY
    known = gazetteer(
        [
            place(1, town, "حمص", "SY04", 800_000),
            place(2, district, "حمص", "SY04", 0),
            place(3, district, "كفر زعتر", "SY07", 90_000),
            place(4, town, "كفر زعتر", "SY07", 0),
        ]
    )
    first = [
        _ids(find_places(text, known)[0])[0]
        for text in ("في حمص", "مدينة حمص", "في كفر زعتر", "منطقة كفر زعتر")
    ]
    assert first == ["SY04", "x:1", "x:4", "x:3"]


def test_neighbours_decide_before_population() -> None:
    """Without a governorate the place near another one named comes first, and alone the most peopled."""
    near, _ = find_places("كفر زعتر ثم تل الريحان", KNOWN)
    (alone,) = find_places("كفر زعتر", KNOWN)
    assert _ids(near)[0] == "x:2"
    assert _ids(alone)[0] == "x:3"


def test_a_list_keeps_its_cue() -> None:
    """«مدن حمص وحماة» are two cities."""
    assert _words("مدن حمص وحماة", certain=True) == ["حمص", "حماة"]
    assert _words("مخيمي اليرموك وسبينة", certain=True) == ["اليرموك", "سبينة"]


def test_governorates_are_the_fourteen() -> None:
    """The hand list has the 14 governorates, each found by either script; loaded ones join them."""
    governorates = [place for place in hand_gazetteer().places if place.kind is PlaceKind.GOVERNORATE]
    assert len(governorates) == 14
    assert governorate_code("دِرعا") == governorate_code("Dar`a") == "SY12"
    row = Place(
        id="SY12", kind=PlaceKind.GOVERNORATE, arabic=("محافظة درعا",), latin=("Haurān",), population=9
    )
    joined = next(place for place in gazetteer([row]).places if place.id == "SY12")
    assert joined.population == 9
    assert "Haurān" in joined.latin


def test_no_hand_written_name_is_without_a_key() -> None:
    """Every name can be found, and every place lies in a governorate that exists or abroad."""
    codes = {place.id for place in hand_gazetteer().places}
    for place in hand_gazetteer().places:
        assert all(name_keys(name) for name in (*place.arabic, *place.latin))
        assert not place.governorate or place.governorate in codes


@given(st.text(alphabet="حلبدمشق وبلفك في مدينة رامي،\u064b\u0640 Aleppo\n.", max_size=80))
def test_spans_ascend_and_lie_inside(text: str) -> None:
    """Whatever the text, mentions are inside it, in order, never overlap, and each has a candidate."""
    end = 0
    for found in find_places(text, KNOWN):
        assert end <= found.start < found.end <= len(text)
        assert found.candidates
        assert [each.score for each in found.candidates] == sorted(
            (each.score for each in found.candidates), reverse=True
        )
        end = found.end


def test_a_long_line_is_read_in_pieces() -> None:
    """A line longer than a piece gives each place once, at its own offset."""
    unit = "قُتل شخص في حلب ثم "
    text = unit * 8_000
    found = find_places(text)
    assert len(found) == 8_000
    assert all(text[one.start : one.end] == "حلب" for one in found)
