"""Words of others behind a name (وزوجته, and his children) are no part of it; names that look like them are."""

import pytest

from sijill.names import Names, PartKind, parse, score
from sijill.names.several import says_several
from sijill.names.vocabulary import spelled_parts, spelled_with_sex

ONE = "سليم نادر الحداد"
BEHIND = (
    "وزوجته",
    "وزوجته وطفلاه",
    "وزوجته وأولاده",
    "وأولاده وزوجته",
    "وأطفالها الثلاثة",
    "وزوجته فاطمة علي",
    "و زوجته",
    "مع زوجته",
    "واخوته",
    "وثلاثة أطفال",
    "و3 أطفال",
    "وآخرون",
    "ووالدته",
    "وأفراد عائلته",
    "وابنته ريم وزوجته",
)
LATIN = "Salim Nader Haddad"
BEHIND_LATIN = (
    "and his wife",
    "and his wife and two children",
    "and family",
    "with her children",
    "and three children",
    "and 3 others",
    "and wife",
    "and his sons",
    "and their son Kinan",
)
WHOLE = (
    ("الحداد وأولاده", "الحداد وأولاده"),
    ("الحداد وأخيه", "الحداد وأخيه"),
    ("محمد الحداد وأولاده", "محمد الحداد وأولاده"),
    ("شركة محمد سعيد الحداد وأولاده للتجارة", "محمد سعيد الحداد وأولاده للتجارة"),
    ("محمد خالد ولداه", "محمد خالد ولداه"),
    ("زوجة محمد خالد الأحمد", "زوجة محمد خالد الأحمد"),
    ("عائلة محمد الأحمد", "عائلة محمد الأحمد"),
    ("سامي وحيد وهبة", "سامي وحيد وهبة"),
    ("وزوجته", "وزوجته"),
    ("Haddad and Sons", "Haddad Sons"),
    ("Salim Haddad and Brothers", "Salim Haddad Brothers"),
    ("Salim Haddad and his Brothers Trading Company", "Salim Haddad his Brothers Trading"),
    ("Anna Kinder", "Anna Kinder"),
    ("Mai Her Vang", "Mai Her Vang"),
    ("Hope for the Children", "Hope Children"),
    ("Haddad Family Foundation", "Haddad Family Foundation"),
    ("FOX KIDS & BABY", "FOX KIDS BABY"),
    ("Solidarity with Palestine", "Solidarity with Palestine"),
    ("Anna Wife of Salim Haddad", "Anna"),
)


def _compared(name: str) -> str:
    return " ".join(part.written for part in parse(name).compared)


@pytest.mark.parametrize(
    ("own", "name"),
    [
        *((ONE, f"{ONE} {behind}") for behind in BEHIND),
        *((LATIN, f"{LATIN} {behind}") for behind in BEHIND_LATIN),
    ],
)
def test_words_of_others_are_not_compared(own: str, name: str) -> None:
    """They stay as written, at their place, and two lists that tell one man with and without his wife agree."""
    read = parse(name)
    assert _compared(name) == own
    assert all(name[part.start : part.end] == part.written for part in read.parts)
    assert {part.kind for part in read.parts if part.start > len(own)} <= {
        PartKind.PARTICLE,
        PartKind.RELATIVE,
    }
    assert score(own, name) == 1.0


@pytest.mark.parametrize(("name", "compared"), WHOLE)
def test_names_that_look_like_words_of_others_lose_no_part(name: str, compared: str) -> None:
    """Firms keep their sons, families their names, and a name of one part what stands behind it."""
    assert _compared(name) == compared


def test_many_names_are_read_like_one() -> None:
    """In columns, by themselves and prepared, words of others are left out alike."""
    names = [f"{ONE} {behind}" for behind in BEHIND] + [f"{LATIN} {behind}" for behind in BEHIND_LATIN]
    names += [name for name, _ in WHOLE]
    texts, parts, sexes = spelled_parts(names)
    for name, row, sex in zip(names, parts, sexes, strict=True):
        assert spelled_with_sex(name) == ([texts[part] for part in row if part >= 0], int(sex))
    assert Names(names).vocabulary.counts[: len(BEHIND)].tolist() == [3] * len(BEHIND)


def test_several_persons_are_still_told() -> None:
    """What is left out of the comparison is told of the cell as before."""
    assert all(says_several(f"{ONE} {behind}") for behind in BEHIND)
    assert not says_several(ONE)
