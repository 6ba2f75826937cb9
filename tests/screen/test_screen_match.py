"""Results of comparing parties with lists as they stood on a day."""

import datetime as dt
import random
from pathlib import Path

import pytest

from sijill.model.listing import PartyType
from sijill.model.screening import Hit, HitState
from sijill.screen.answer import sentence
from sijill.screen.history import ListingHistory, load_listings
from sijill.screen.match import screen_parties
from sijill.screen.parties import read_party
from sijill.screen.pool import natural_order
from sijill.screen.unread import unread_letters

SOUND = Path(__file__).parents[1] / "exchange" / "lists" / "sound"
DAY = dt.date(2030, 2, 1)


@pytest.fixture(scope="module")
def history() -> ListingHistory:
    """All sound lists."""
    return load_listings(SOUND)


def _ask(history: ListingHistory, fields: dict[str, str], *, day: dt.date = DAY, top: int = 5) -> list[Hit]:
    return screen_parties([read_party({"id": "1", **fields})], history, as_of=day, top=top)


def _keys(hit: Hit) -> set[str]:
    return {reason.key.removeprefix("reason.") for reason in hit.reasons}


def test_every_list_answers_for_every_party(history: ListingHistory) -> None:
    """A party has a row for each list: matches first, then not found, then not compared, all with date."""
    hits = _ask(history, {"name": "Basel Nizar al-Wardani"})
    assert [(hit.state, hit.list_name, str(hit.list_date)) for hit in hits] == [
        (HitState.POSSIBLE, "OFAC SDN", "2030-01-10"),
        (HitState.NOT_COMPARED, "OFAC non-SDN", "2031-02-01"),
        (HitState.NOT_COMPARED, "UN Security Council", "2030-03-01"),
    ]


def test_a_match_shows_which_name_hit_and_what_speaks_against(history: ListingHistory) -> None:
    """Reasons name the alias, its programmes, and every fact on either side."""
    asked = {"name": "باسل الورداني", "birth_date": "1962-01-01", "country": "Chad", "type": "فرد"}
    hit = _ask(history, asked)[0]
    said = [sentence(reason, "en") for reason in hit.reasons]
    assert "alias “WARDANI, Basil” of OFAC-90001" in said[0]
    assert "for: “باسل” and “Basil”" in said
    assert "against: birth date 1962-01-01, listed 03 May 1961: within a year" in said
    assert "against: country Chad, listed Oman" in said
    assert "programmes as published in the list of 2030-01-10: RIVERS, RIVERS-EO1" in said


@pytest.mark.parametrize("name", ["Rim Basel Wardani", "ريم باسل الورداني"])
def test_a_relative_scores_below_the_listed(history: ListingHistory, name: str) -> None:
    """A given name that the listed name lacks speaks against, since the listed one may be the father."""
    (own,) = _ask(history, {"name": name.partition(" ")[2]})[:1]
    (other,) = _ask(history, {"name": name})[:1]
    assert own.score is not None
    assert own.state is HitState.POSSIBLE
    assert other.score is None or (other.score < own.score - 0.05 and "given_name_ours" in _keys(other))


def test_what_is_set_aside_is_told(history: ListingHistory) -> None:
    """An equal name with a contradicting birth date is not shown as a match, and not kept silent."""
    hit = _ask(history, {"name": "Basel Nizar al-Wardani", "birth_date": "1995-01-01"})[0]
    assert hit.state is HitState.NOT_FOUND
    (aside,) = [reason for reason in hit.reasons if reason.key == "reason.set_aside"]
    assert dict(aside.fields)["listing"] == "OFAC-90001"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"name": "王小明"}, "unread_script"),
        ({"name": "Иван Wardani"}, "unread_script"),
        ({"name": ""}, "no_name"),
        ({"name": "... -"}, "no_score"),
        ({"name": "مجهول الهوية"}, "no_score"),
        ({"name": "Zzyx Qwert", "type": "wallet"}, "unread_type"),
        ({"name": "مصرف الأنهار"}, "organisation_by_sound"),
        ({"name": "دار الغيطاني", "type": "كيان"}, "organisation_by_sound"),
    ],
)
def test_what_is_not_read_is_not_compared(history: ListingHistory, fields: dict[str, str], key: str) -> None:
    """A script or type that we do not read is never "not found"."""
    hit = _ask(history, fields)[0]
    assert (hit.state, hit.reasons[0].key, hit.list_date) == (
        HitState.NOT_COMPARED,
        key,
        dt.date(2030, 1, 10),
    )


def test_a_number_is_compared_even_when_the_name_is_not_read(history: ListingHistory) -> None:
    """An equal passport is a possible match under any name."""
    hit = _ask(history, {"name": "王小明", "identifier": "X5550001"})[0]
    assert (hit.state, hit.listing and hit.listing.id) == (HitState.POSSIBLE, "OFAC-90001")
    assert {"identifier_equal", "unread_script", "names_differ"} <= _keys(hit)


def test_listings_without_a_name_are_counted_in_the_answer(history: ListingHistory) -> None:
    """Not found says how many listings could not be compared."""
    hit = _ask(history, {"name": "Kawthar Ghitani"}, day=dt.date(2031, 2, 2))[0]
    (nameless,) = [reason for reason in hit.reasons if reason.key == "reason.nameless"]
    assert (hit.state, dict(nameless.fields)["nameless"]) == (HitState.NOT_FOUND, 1)


def test_earlier_details_are_said_to_be_earlier(history: ListingHistory) -> None:
    """A match on a name of an older list says so."""
    hit = _ask(history, {"name": "Samir Adel Tarabulsi"}, day=dt.date(2031, 2, 2))[0]
    assert hit.state is HitState.POSSIBLE
    assert "earlier_details" in _keys(hit)


def test_arabic_names_of_the_list_are_compared_in_their_own_script(history: ListingHistory) -> None:
    """The UN gives names in Arabic script, and they count."""
    hit = _ask(history, {"name": "ميس حلمي البراك"}, day=dt.date(2030, 3, 1))[0]
    assert (hit.listing and hit.listing.id, hit.state) == ("UN-RVi.001", HitState.POSSIBLE)


def test_no_order_of_parties_changes_an_answer(history: ListingHistory) -> None:
    """Each party's rows are the same wherever it stands."""
    names = ["Basel Nizar al-Wardani", "رنا حداوي", "Kawthar", "Layth Qasimi", "سفينة"]
    parties = [read_party({"id": str(place), "name": name}) for place, name in enumerate(names)]
    shuffled = random.Random(7).sample(parties, len(parties))
    one, two = (screen_parties(order, history, as_of=DAY) for order in (parties, shuffled))
    assert one == sorted(two, key=lambda hit: int(hit.party_id))


def test_more_matches_than_asked_for_are_counted(history: ListingHistory) -> None:
    """At most ``top`` are shown, and the last says how many more there are."""
    day = dt.date(2031, 2, 2)
    fields = {"name": "Basel Nizar al-Wardani", "identifier": "IMO 9999993"}
    both = _ask(history, fields, day=day)
    assert [hit.listing and hit.listing.id for hit in both[:2]] == ["OFAC-90001", "OFAC-90004"]
    one, *rest = _ask(history, fields, day=day, top=1)
    assert dict(one.reasons[-1].fields) == {"more": 1}
    assert not any(hit.list_name == "OFAC SDN" for hit in rest)


@pytest.mark.parametrize(
    ("written", "kind", "spoken"),
    [
        ("AL-WARDANI, Basel", PartyType.INDIVIDUAL, "Basel AL-WARDANI"),
        ("AL-WARDANI, BASEL", PartyType.INDIVIDUAL, "BASEL AL-WARDANI"),
        ("NAJMA CO., LTD.", PartyType.ENTITY, "NAJMA CO., LTD."),
        ("NAJMA CO., LTD.", PartyType.UNKNOWN, "NAJMA CO., LTD."),
        ("JABALI, Nour", PartyType.UNKNOWN, "Nour JABALI"),
        ("Basel Wardani", PartyType.INDIVIDUAL, "Basel Wardani"),
    ],
)
def test_persons_names_are_turned_and_companies_are_not(written: str, kind: PartyType, spoken: str) -> None:
    """A comma parts family and given names, but also a company from its form."""
    assert natural_order(written, kind) == spoken


def test_letters_of_other_scripts_are_found() -> None:
    """Arabic and Latin letters with any marks are read, ʿayn signs too."""
    assert unread_letters("ʿAlī Ñandú عَليّ ۱2 ﻻ") == ""
    assert unread_letters("Иван Wardani") == "Иван"


def test_a_name_of_one_letter_is_not_compared(history: ListingHistory) -> None:
    """One or two letters meet parts of too many names: nothing is said, not even "not found"."""
    for name in ("x", "م.", "Al"):
        assert {hit.state for hit in _ask(history, {"name": name})} == {HitState.NOT_COMPARED}


def test_every_row_says_that_its_list_is_old(history: ListingHistory) -> None:
    """Long after a list each of its rows carries how old it is; soon after it none does."""
    later = [
        _ask(history, {"name": name}, day=DAY + dt.timedelta(days=3_000))
        for name in ("Basel Wardani", "Zzz Qqq")
    ]
    assert all("caution.old_list" in _keys(hit) for hits in later for hit in hits)
    assert not any("caution.old_list" in _keys(hit) for hit in _ask(history, {"name": "Basel Wardani"}))
