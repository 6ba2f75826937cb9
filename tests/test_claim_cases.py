"""The files of claim texts are well formed: offsets, parts, types, and nothing that is both a claim and none."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent.parent / "bench" / "cases"
Item = dict[str, Any]


_FIRST = ("claims_own.json", "claims_held.json")
_SECOND = ("claims_own_2.json", "claims_held_2.json")
_THIRD = ("claims_own_3.json", "claims_held_3.json", "claims_none.json")
_FOURTH = ("claims_own_4.json", "claims_held_4.json", "claims_short.json")


@pytest.fixture(scope="module", params=[*_FIRST, *_SECOND, *_THIRD, *_FOURTH])
def sheet(request: pytest.FixtureRequest) -> Item:
    """One of the ten files, as read."""
    sheet: Item = json.loads((CASES / request.param).read_text(encoding="utf-8"))
    return sheet


def _spans(item: Item) -> Iterator[Item]:
    for claim in item["claims"]:
        single = (claim[field] for field in ("span", "trigger", "perpetrator", "attribution"))
        yield from (span for span in single if span)
        yield from (*claim["place"], *claim["time"], *claim.get("attribution_chain", ()))
    yield from item["not_claims"]


def test_every_span_is_the_text_at_its_offsets(sheet: Item) -> None:
    """An offset that is off by one would score a right answer as wrong."""
    for item in sheet["items"]:
        for span in _spans(item):
            assert span["text"] == item["text"][span["start"] : span["end"]] != "", item["id"]


def test_types_qualifiers_and_stances_are_those_of_the_head(sheet: Item) -> None:
    """A word that the head does not list could never be answered."""
    head = sheet["conventions"]
    stances = {"asserted", "denied", "unverified", "estimated", "alleged"}
    for claim in (claim for item in sheet["items"] for claim in item["claims"]):
        assert claim["type"] in head["type"], claim["id"]
        assert claim["quantity"]["qualifier"] in head["qualifier"], claim["id"]
        assert claim["stance"] in stances, claim["id"]


def test_a_part_names_another_claim_of_its_text_and_is_not_above_it(sheet: Item) -> None:
    """Parts are not to be added up, so each must lead to a whole that can hold it."""
    for item in sheet["items"]:
        by_id = {claim["id"]: claim for claim in item["claims"]}
        assert len(by_id) == len(item["claims"]), item["id"]
        for part in (claim for claim in item["claims"] if claim["subset_of"]):
            assert part["subset_of"] != part["id"]
            most, least = by_id[part["subset_of"]]["quantity"]["max"], part["quantity"]["min"]
            relative = part["unit"] == "percent_of_parent"
            assert relative or most is None or least is None or least <= most, part["id"]


def _covered(item: Item) -> list[int]:
    marks = [claim["span"] for claim in item["claims"]] + item["not_claims"]
    return [place for mark in marks for place in range(mark["start"], mark["end"])]


def test_no_two_spans_of_a_text_overlap(sheet: Item) -> None:
    """What is a claim is in no span that must not become one."""
    for item in sheet["items"]:
        covered = _covered(item)
        assert len(covered) == len(set(covered)), item["id"]


@pytest.mark.parametrize("name", _FIRST)
def test_no_digit_is_left_over(name: str) -> None:
    """In the first pair each digit is in a claim or in what must not become one."""
    for item in json.loads((CASES / name).read_text(encoding="utf-8"))["items"]:
        digits = {at for at, letter in enumerate(item["text"]) if letter.isdigit()}
        assert digits <= set(_covered(item)), item["id"]
