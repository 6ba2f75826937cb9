"""The cases written by hand for dates and retrieval hold together: offsets, ids, and what their fields say of each other."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

_CASES: Final = Path(__file__).parents[1] / "bench" / "cases"
_DATES: Final = ("dates_syrian", "dates_own", "dates_held")
_WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def _cases(name: str) -> list[dict[str, Any]]:  # JSON
    found: list[dict[str, Any]] = json.loads((_CASES / f"{name}.json").read_text(encoding="utf-8"))  # JSON
    return found


def _lines(name: str) -> list[dict[str, Any]]:  # JSON
    return [json.loads(line) for line in (_CASES / name).read_text(encoding="utf-8").splitlines()]


def _answers(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:  # JSON
    return [(case, date) for case in _cases(name) for date in case["dates"]]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("name", _DATES)
def test_spans_hold_their_words(name: str) -> None:
    """Each span cuts the words that it states out of its text, and spans follow one another."""
    for case in _cases(name):
        end = 0
        for date in case["dates"]:
            assert case["text"][date["start"] : date["end"]] == date["words"], case["id"]
            assert end <= date["start"] < date["end"], case["id"]
            end = date["end"]


@pytest.mark.parametrize("name", _DATES)
def test_ends_are_days_in_order(name: str) -> None:
    """Stated ends are days, the earliest not after the latest, and a day has one of them."""
    for case, date in _answers(name):
        ends = [_day(date[end]) for end in ("earliest", "latest") if date[end]]
        assert ends == sorted(ends), case["id"]
        assert date["precision"] != "day" or len(set(ends)) <= 1, case["id"]


@pytest.mark.parametrize("name", _DATES)
def test_flags_agree_with_the_days(name: str) -> None:
    """An open order has another day with day and month changed; a Hijri answer, and no other, has a tolerance."""
    for case, date in _answers(name):
        assert date["order_open"] == bool(date["other_reading"]), case["id"]
        if date["order_open"]:
            first, other = _day(date["earliest"]), _day(date["other_reading"][0])
            assert first != other, case["id"]
            assert (first.day, first.month) == (other.month, other.day), case["id"]
        assert (date["calendar"] == "hijri") == (date["tolerance_days"] == 1), case["id"]


@pytest.mark.parametrize("name", _DATES)
def test_weekdays_are_those_of_the_calendar(name: str) -> None:
    """A weekday that is written disagrees exactly where the calendar says so."""
    for case, date in _answers(name):
        named = [number for number, word in enumerate(_WEEKDAYS) if date["words"].startswith(word)]
        day = date["earliest"] or (date["with_document_date"] or [None])[0]
        wrong = bool(named) and _day(day).weekday() != named[0]
        assert date["weekday_disagrees"] == wrong, case["id"]


@pytest.mark.parametrize("name", _DATES)
def test_relative_dates_wait_for_the_document(name: str) -> None:
    """A relative date has ends only beside the document's date; an answer without ends says why."""
    for case, date in _answers(name):
        assert date["relative"] == bool(date["with_document_date"]), case["id"]
        assert not date["relative"] or (case["document_date"] and not date["earliest"]), case["id"]
        assert date["earliest"] or date["latest"] or date["relative"] or date["month_day"], case["id"]


def test_the_two_halves_have_the_same_mixture() -> None:
    """The cases for development and the held ones have the same kinds, and share no text and no date as written."""
    own, held = _cases("dates_own"), _cases("dates_held")
    assert len(own) == len(held) == 50
    assert Counter(case["kind"] for case in own) == Counter(case["kind"] for case in held)
    assert len({case["text"] for case in own + held}) == 100
    words = [date["words"] for case in own + held for date in case["dates"]]
    assert len(set(words)) == len(words)
    assert all(len(case["text"].split()) <= 25 for case in own + held)


def test_every_question_has_its_passage() -> None:
    """Each passage has 60 to 150 words and two questions of its own, whose answers stand in it as written."""
    passages = {each["doc_id"]: each["text"] for each in _lines("search_own.jsonl")}
    questions = _lines("search_own_questions.jsonl")
    assert all(60 <= len(text.split()) <= 150 for text in passages.values())
    assert (
        len({each["qid"] for each in questions})
        == len({each["question"] for each in questions})
        == len(questions)
    )
    assert Counter(each["doc_id"] for each in questions) == dict.fromkeys(passages, 2)
    assert all(answer in passages[each["doc_id"]] for each in questions for answer in each["answers"])
