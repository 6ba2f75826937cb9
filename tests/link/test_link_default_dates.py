"""A date of birth that is given to too many names is no birthday."""

import datetime as dt

from invented_lists import MEN, columns

from sijill.link import RecordColumns, link_records
from sijill.link.default_dates import is_default
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of

FAMILIES = (
    "التوت",
    "السرو",
    "الزيتون",
    "اللوز",
    "الرمان",
    "الجوز",
    "العنب",
    "الخوخ",
    "الصفصاف",
    "الدردار",
    "البلوط",
)


def _births(*, same_day: int, of_one_name: bool = False) -> RecordColumns:
    """800 records of the years 1998 to 2001, of whom ``same_day`` are said to be born on 2 February 2000."""
    rows = []
    for person in range(800):
        name = f"{MEN[person % len(MEN)]} {MEN[person // 7 % len(MEN)]} {FAMILIES[person * 5 % 11]}"
        birth = (dt.date(1998, 1, 2) + dt.timedelta(days=person * 37 % 1400)).isoformat()
        if person < same_day:
            birth = "2000-02-02"
            name = f"{MEN[0]} {MEN[person % len(MEN)]} {FAMILIES[0]}" if of_one_name else name
        rows.append(("list", f"{person:03}", name, "ذكر", "", birth, "", ""))
    return columns(rows)


def _vague(records: RecordColumns) -> set[int]:
    prepared, _, _ = prepare(texts_of(records))
    return set(prepared["birth"][prepared["birth_is_vague"]].tolist())


def test_a_day_with_many_times_the_births_of_others_is_a_default() -> None:
    """Forty names on one day, where a day of that year has less than one; twelve are too few to tell."""
    many, few = (prepare(texts_of(_births(same_day=each)))[0] for each in (40, 12))
    assert set(many["birth"][is_default(many)].tolist()) == {20000202}
    assert not is_default(few).any()


def test_a_default_is_vague_though_few_of_all_records_have_it() -> None:
    """Twenty-two of 12,000 records are fewer than one in 500, which is vague by itself."""
    rows = []
    for person in range(12_000):
        name = f"{MEN[person % len(MEN)]} {MEN[person // 7 % len(MEN)]} {FAMILIES[person * 5 % 11]}"
        birth = (dt.date(1920, 1, 2) + dt.timedelta(days=person * 37 % 30_000)).isoformat()
        rows.append(("list", f"{person:05}", name, "", "", "2000-02-02" if person < 22 else birth, "", ""))
    assert {date for date in _vague(columns(rows)) if date % 10_000 != 101} == {20000202}


def test_many_records_of_one_name_are_a_person_and_no_default() -> None:
    """A person may stand in a list again and again."""
    one, many = (prepare(texts_of(_births(same_day=40, of_one_name=each)))[0] for each in (True, False))
    assert not is_default(one).any()
    assert set(many["birth"][is_default(many)].tolist()) == {20000202}


def test_a_default_contradicts_no_birthday() -> None:
    """Who has the default on one list and a birthday on the other is one person where the rest says so."""
    other = [
        ("other", "x", "سليم واثق رباح الصنوبر", "ذكر", "", "1984-07-21", "2019-03-03", "حلب"),
        ("list", "y", "سليم واثق رباح الصنوبر", "ذكر", "", "2000-02-02", "2019-03-03", "حلب"),
    ]
    for same_day, is_one in ((60, True), (0, False)):
        many = _births(same_day=same_day)
        fields = [getattr(many, name) for name in ("lists", "ids", "names", "sexes")]
        rows = [(*row, "", birth, "", "") for *row, birth in zip(*fields, many.birth_dates, strict=True)]
        result = link_records(columns([*rows, *other]))
        found = dict(zip(result.ids, result.cluster_ids, strict=True))
        assert (found["x"] == found["y"]) is is_one
