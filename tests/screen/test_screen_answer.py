"""Results of putting the answer in words, a table and a document."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from sijill.model.screening import Hit, HitState
from sijill.screen import answer
from sijill.screen.history import ListingHistory, lists_at, load_listings
from sijill.screen.match import screen_parties
from sijill.screen.parties import PartyTable, read_parties

SOUND = Path(__file__).parents[1] / "exchange" / "lists" / "sound"
DAY = dt.date(2031, 2, 2)
PARTIES = (
    "id,name,birth_date\n1,Samir Adel Tarabulsi,1380\n2,رنا فؤاد حدّاوي,\n3,Kawthar Ghitani,\n4,王小明,\n"
)


@pytest.fixture(scope="module")
def history() -> ListingHistory:
    """All sound lists."""
    return load_listings(SOUND)


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> PartyTable:
    """One party for each state."""
    path = tmp_path_factory.mktemp("parties") / "parties.csv"
    path.write_text(PARTIES, encoding="utf-8")
    return read_parties(path)


@pytest.fixture(scope="module")
def hits(history: ListingHistory, parties: PartyTable) -> list[Hit]:
    """Their answer."""
    return screen_parties(parties.parties, history, as_of=DAY)


def test_each_party_has_the_strongest_of_its_states(hits: list[Hit]) -> None:
    """A match outweighs not found, which outweighs not compared."""
    states = [HitState.POSSIBLE, HitState.FORMER, HitState.NOT_FOUND, HitState.NOT_COMPARED]
    assert list(answer.party_states(hits).values()) == states


@pytest.mark.parametrize(
    ("language", "possible", "verdicts"),
    [
        ("en", "Possible match, to be checked by a person", ("sanctioned", "clear")),
        ("ar", "تطابق محتمل", ("معاقب",)),
    ],
)
def test_a_match_is_only_ever_possible(
    hits: list[Hit], language: str, possible: str, verdicts: tuple[str, ...]
) -> None:
    """Both languages say possible, name the dates, and never give a verdict."""
    for row, hit in zip(answer.table(hits, language).decode().splitlines()[1:], hits, strict=True):
        assert (possible in row) == (hit.listing is not None)
        assert hit.list_date.isoformat() in row
        assert not any(verdict in row.lower() for verdict in verdicts)


def test_the_document_names_every_file_that_it_rests_on(
    hits: list[Hit], history: ListingHistory, parties: PartyTable
) -> None:
    """Hashes of parties, of the list in force, and of earlier lists whose details were used."""
    question = answer.Question(as_of=DAY, threshold=0.7, top=5)
    document = answer.document(hits, lists_at(history, DAY), parties, question=question, language="en")
    told = str(document["provenance"])
    used = [path for path in SOUND.rglob("*") if path.is_file()]
    assert len(used) == 10
    for path in used:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in told
    assert hashlib.sha256(PARTIES.encode()).hexdigest() in told


def test_a_value_that_is_not_understood_is_said(hits: list[Hit]) -> None:
    """A Hijri birth date is neither compared nor kept silent."""
    said = [answer.sentence(reason, "en") for reason in hits[0].reasons]
    assert "birth date “1380” not understood, so not compared" in said


def test_the_summary_names_lists_and_dates(hits: list[Hit], history: ListingHistory) -> None:
    """How many were compared is said with the lists' dates."""
    first, second = answer.summary(hits, lists_at(history, DAY), DAY, "en")
    assert "OFAC SDN of 2031-02-01 (6 of 7 listings have a name)" in first
    assert "UN Security Council of 2030-03-01" in first
    assert second.startswith(
        "4 parties: 1 with a possible match in force, 1 with one formerly listed only, 1 not found"
    )
