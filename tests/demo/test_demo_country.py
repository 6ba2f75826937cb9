"""A made-up country follows from its seed and size, and its families are possible families."""

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from sijill.demo import Country, Inputs, make_country, write_inputs
from sijill.demo.chance import Chance
from sijill.demo.events import FIRST_DAY, LAST_DAY
from sijill.demo.pools import family_names, load
from sijill.errors import UsageError
from sijill.text import match_key

# fmt: off
LEADERS = [
    "الأسد", "القذافي", "التكريتي", "السيسي", "مبارك", "البشير", "صالح", "الحوثي",
    "نصرالله", "السنوار", "عباس", "عرفات", "نتنياهو", "بوتين", "خامنئي", "الخميني",
    "السيستاني", "الصدر", "المالكي", "العبادي", "الحكيم", "بارزاني", "البرزاني", "طالباني",
    "الجولاني", "الشرع", "البغدادي", "الظواهري", "الزرقاوي", "حفتر", "البرهان", "حميدتي",
    "دقلو", "أردوغان", "هنية", "مشعل", "الحريري", "بري", "عون", "جعجع",
    "جنبلاط",
]
# fmt: on


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_and_size_give_the_same_bytes(inputs: Inputs, tmp_path: Path) -> None:
    """A second run of the same country writes the same bytes of every file."""
    write_inputs(make_country(seed=5, persons=1500), tmp_path)
    assert _digests(tmp_path) == _digests(inputs.folder)


def test_another_process_gives_the_same_bytes(inputs: Inputs, tmp_path: Path) -> None:
    """Neither hash randomisation nor time zone nor locale changes a byte."""
    code = (
        "import sys, pathlib; from sijill.demo import make_country, write_inputs; "
        "write_inputs(make_country(seed=5, persons=1500), pathlib.Path(sys.argv[1]))"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)
    assert _digests(tmp_path) == _digests(inputs.folder)


def test_another_seed_gives_another_country(country: Country) -> None:
    """People, lists and listings change with the seed."""
    other = make_country(seed=6, persons=1500)
    assert other.people != country.people
    assert other.screening.listed != country.screening.listed


@pytest.mark.parametrize("persons", [100, 250, 8000])
def test_size_scales(persons: int) -> None:
    """The number of people is the one asked for; victims and entries grow with it."""
    made = make_country(seed=2, persons=persons)
    assert len(made.people) == persons
    assert 0.1 < len(made.victims) / persons < 0.45
    assert all(book.entries for book in made.books)


def test_a_size_that_cannot_be_is_refused() -> None:
    """Fewer than 100 people are a wrong use, said in one sentence."""
    with pytest.raises(UsageError, match="persons"):
        make_country(seed=1, persons=99)


def test_people_are_numbered_once(country: Country) -> None:
    """Ids of people are unique, and each victim is one of the people."""
    ids = {person.id for person in country.people}
    assert len(ids) == len(country.people)
    struck = [victim.person.id for victim in country.victims]
    assert len(set(struck)) == len(struck)
    assert set(struck) <= ids


def test_brothers_share_what_brothers_share(country: Country) -> None:
    """Children of one household share father, grandfather, family and mother; none bears another's name."""
    children = defaultdict(list)
    for person in country.people:
        children[person.household].append(person)
    several = 0
    for household in children.values():
        brood = household[2:]
        assert len({(one.father, one.grandfather, one.family, one.mother) for one in brood}) <= 1
        assert len({one.given for one in brood}) == len(brood)
        assert all(one.given not in {one.father, one.mother} for one in brood)
        several += len(brood) > 1
    assert several > 50


def test_children_are_younger_than_their_parents(country: Country) -> None:
    """Every child is born at least twelve years after both parents; a household begins with the couple."""
    households = defaultdict(list)
    for person in country.people:
        households[person.household].append(person)
    for father, mother, *children in (household for household in households.values() if len(household) > 1):
        for child in children:
            assert (child.father, child.mother) == (father.given, mother.given)
            assert child.birth.year - max(father.birth.year, mother.birth.year) >= 12


def test_there_are_twins_and_namesakes() -> None:
    """Some children share a birthday with a brother or sister; some persons share three names."""
    people = make_country(seed=1, persons=7500).people
    born = Counter((person.household, person.father, person.birth) for person in people)
    called = Counter((person.given, person.father, person.family) for person in people)
    assert sum(count > 1 for count in born.values()) >= 20
    assert sum(count > 1 for count in called.values()) >= 20


def test_victims_were_alive_and_some_days_struck_many(country: Country) -> None:
    """Nothing happens before birth or outside the years of the events; mass days share date and place."""
    for victim in country.victims:
        assert victim.person.birth <= victim.date
        assert FIRST_DAY <= victim.date <= LAST_DAY
    days = Counter((victim.date, victim.town.ar) for victim in country.victims if victim.is_mass)
    assert max(days.values()) >= 10
    assert {victim.kind.value for victim in country.victims} == {"killed", "detained", "missing"}


def test_family_names_are_invented_and_distinct(country: Country) -> None:
    """No family name of people or listed is that of a known leader, and none is made twice."""
    known = {match_key(name).removeprefix("ال") for name in LEADERS}
    names = family_names(5000, Chance(9, "any"))
    borne = [person.family for person in country.people]
    listed = [one.name[3] for one in country.screening.listed if one.name]
    for name in [*names, *borne, *listed]:
        assert match_key(name.arabic).removeprefix("ال") not in known, name
    assert len({name.arabic for name in names}) == 5000
    assert not {name.arabic for name in names} & set(load("names")["avoid"])


def test_given_names_stand_once() -> None:
    """No given name stands twice in its pool, and each has both scripts."""
    pools = load("names")
    for pool in (pools["men"], pools["women"]):
        for one, other in combinations(pool, 2):
            assert one[0] != other[0]
        assert all(len(pair) == 2 and all(pair) for pair in pool)
