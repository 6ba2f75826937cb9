"""The truth knows every entry, every claim and every hit, and agrees with the files."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from sijill.demo import Country, Inputs
from sijill.demo.files_list import locators, rows
from sijill.demo.listings import FIRST_SNAPSHOT, SECOND_SNAPSHOT
from sijill.demo.numbers import in_arabic, round_figure
from sijill.demo.statements import Figures, make_statements


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_entry_of_every_list_has_its_truth(country: Country, inputs: Inputs) -> None:
    """File, locator and record id of the truth are those of the files, each once."""
    truth = _table(inputs.truth / "records.csv")
    expected = [
        (book.form.file, locator, row[0])
        for book in country.books
        for locator, row in zip(locators(book), list(rows(book))[1:], strict=True)
    ]
    assert [(row["file"], row["locator"], row["record_id"]) for row in truth] == expected
    assert len({row["record_id"] for row in truth}) == len(truth)


def test_persons_are_on_the_lists_that_hold_them(inputs: Inputs) -> None:
    """The 0/1 columns of each victim say exactly which lists have an entry on the person."""
    on = defaultdict(set)
    for row in _table(inputs.truth / "records.csv"):
        on[row["person_id"]].add(row["record_id"][:2])
    persons = _table(inputs.truth / "persons.csv")
    for row in persons:
        codes = {code for code in ("KR", "FA", "HN", "LC", "IO") if row[code] == "1"}
        assert codes == on.pop(row["person_id"], set())
    assert not on


def test_totals_add_up(inputs: Inputs) -> None:
    """Totals by kind, by number of lists and by list agree with the tables."""
    totals = json.loads((inputs.truth / "totals.json").read_text(encoding="utf-8"))
    persons = _table(inputs.truth / "persons.csv")
    assert totals["total"] == len(persons)
    assert sum(kind["total"] for kind in totals["by_kind"].values()) == len(persons)
    assert sum(totals["on_number_of_lists"].values()) == len(persons)
    assert totals["on_some_list"] == len(persons) - totals["on_number_of_lists"]["0"]
    assert totals["records"] == len(_table(inputs.truth / "records.csv"))
    for code, one in totals["lists"].items():
        assert one["persons"] == sum(row[code] == "1" for row in persons)


def test_claims_stand_where_the_truth_says(inputs: Inputs) -> None:
    """The span of each claim is its text in the statement's file, counted in code points."""
    claims = json.loads((inputs.truth / "claims.json").read_text(encoding="utf-8"))
    assert {claim["file"] for claim in claims} == {
        file.name for file in inputs.files if file.kind.value == "statement"
    }
    for claim in claims:
        text = (inputs.folder / claim["file"]).read_text(encoding="utf-8")
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert "[[" not in text
        assert claim["min"] is not None or claim["max"] is not None


def test_some_claims_agree_and_some_do_not() -> None:
    """Whether a claim agrees follows from its bounds, and is not known where the country does not know."""
    figures = Figures(killed=900, killed_children=90, detained=600, missing=250, displaced=2200)
    coalition, directorate, _ = make_statements(figures)
    stated = {claim.text: claim for claim in coalition.claims}
    assert stated["قرابة 930 شخصاً"].agrees
    assert stated["أكثر من ألف شخص"].agrees is False
    assert stated["236 تقريراً"].agrees is None
    part = stated["ما لا يقل عن 81 طفلاً"]
    assert part.subset_of is not None
    assert coalition.claims[part.subset_of].text == "قرابة 930 شخصاً"
    denied = [claim for claim in directorate.claims if claim.stance == "denied"]
    assert [(claim.min, claim.max) for claim in denied] == [(1000, None)]
    assert directorate.claims[0].text == "لا يتجاوز 410 أشخاص"
    assert directorate.claims[0].agrees is False


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (3, "3 أشخاص"),
        (12, "12 شخصاً"),
        (100, "100 شخص"),
        (205, "205 أشخاص"),
        (1000, "ألف شخص"),
        (2000, "ألفي شخص"),
        (3000, "3 آلاف شخص"),
        (14000, "14 ألف شخص"),
        (1450, "1450 شخصاً"),
    ],
)
def test_arabic_counts_its_nouns(figure: int, expected: str) -> None:
    """The noun follows its number in the number and case that Arabic asks for."""
    assert in_arabic(figure, "person") == expected


def test_figures_are_rounded_to_their_leading_digits() -> None:
    """Statements round; no figure falls below three."""
    assert [round_figure(value, 2) for value in (913.6, 1054, 28, 1.2)] == [910, 1100, 28, 3]


def test_listings_have_the_form_of_ofac(inputs: Inputs) -> None:
    """Three files at each date, without header, of 12, 5 and 6 fields, ending in a line with ^Z."""
    for date in (FIRST_SNAPSHOT, SECOND_SNAPSHOT):
        for name, width in (("sdn.csv", 12), ("alt.csv", 5), ("add.csv", 6)):
            text = (inputs.listings / f"demo_{date}" / name).read_bytes().decode("latin-1")
            *lines, end = text.split("\r\n")
            assert end == "\x1a"
            assert {len(row) for row in csv.reader(lines)} == {width}


def test_parties_have_the_state_that_the_lists_give_them(country: Country, inputs: Inputs) -> None:
    """Possible, formerly listed and not found follow from which snapshots hold the party's listing."""
    numbers = {}
    for date in (FIRST_SNAPSHOT, SECOND_SNAPSHOT):
        text = (inputs.listings / f"demo_{date}" / "sdn.csv").read_text(encoding="latin-1")
        numbers[date] = {f"OFAC-{line.split(',')[0]}" for line in text.splitlines()[:-1]}
    hits = {row["party_id"]: row for row in _table(inputs.truth / "hits.csv")}
    assert {party.why for party in country.screening.parties} == {
        "listed", "newly listed", "delisted", "namesake", "owned", "ordinary",
    }  # fmt: skip
    for party in country.screening.parties:
        assert hits[party.id]["state"] == party.state
        first = party.listing_id in numbers[FIRST_SNAPSHOT]
        second = party.listing_id in numbers[SECOND_SNAPSHOT]
        if party.why == "namesake":
            assert party.state == "not found"
        else:
            expected = "possible" if second else "formerly listed" if first else "not found"
            assert party.state == expected
        assert (party.why == "newly listed") is (second and not first)


def test_namesakes_are_other_persons(country: Country) -> None:
    """A namesake was born at least eleven calendar years from the listed person of the name."""
    listed = {f"OFAC-{one.number}": one for one in country.screening.listed}
    namesakes = [party for party in country.screening.parties if party.why == "namesake"]
    assert len(namesakes) == 5
    for party in namesakes:
        birth = listed[party.listing_id].birth
        assert birth is not None
        assert int(party.birth_date[:4]) - birth.year >= 11


def test_listed_parties_of_the_made_up_list_own_to_half_or_more(country: Country) -> None:
    """Firms called owned are held to half or more by listed parties on the country's day; the rest are not."""
    screening = country.screening
    blocked = {f"OFAC-{one.number}" for one in screening.listed if one.in_second}
    held: dict[str, float] = defaultdict(float)
    for share in screening.shares:
        if share.owner in blocked and (not share.end or share.end > screening.as_of.isoformat()):
            held[share.owned] += share.percent
    firms = {party.id: party.why for party in screening.parties if party.type == "entity"}
    assert {firm for firm in firms if held[firm] >= 50} == {
        firm for firm, why in firms.items() if why == "owned"
    }


def test_no_victim_is_on_the_list(country: Country) -> None:
    """Nobody who is listed bears given, father's and family name of one of the people."""
    people = {(one.given.arabic, one.father.arabic, one.family.arabic) for one in country.people}
    for listed in country.screening.listed:
        if listed.name:
            assert (listed.name[0].arabic, listed.name[1].arabic, listed.name[3].arabic) not in people
