"""Registers of other peoples than those that linkage was chosen on: two to four lists of invented persons, whose truth is known.

Each list has habits of its own: how a name is put together, whether marks on letters are kept, which spelling, what else it tells. A register
follows from its kind and seed alone.
"""

import dataclasses
from collections.abc import Mapping
from typing import Final

from bench.peoples_people import Villager, pools, villagers
from bench.peoples_verdicts import Said, plain
from sijill.demo import dates
from sijill.demo.captures import Rates
from sijill.demo.chance import Chance
from sijill.demo.noise import spell

_MARKS: Final = str.maketrans({"đ": "d", "Đ": "D", "ı": "i", "ł": "l"})
_AS_TWO: Final = str.maketrans({"đ": "dj", "Đ": "Dj"})
_MARK_HABITS: Final = ("kept", "kept", "dropped", "dropped")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What registers of one people hold."""

    title: str
    ways: tuple[str, ...]
    """How lists put a name together, of which each has one: roles (``peoples_people.ROLES``) with what stands around them; a small letter
    is an initial, ``^`` capitals, T a title, B a word for son or daughter. A role that somebody has not is left out."""
    worth: Mapping[str, float]
    """What a human holds an agreement to be worth, see ``peoples_verdicts``."""
    bears: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """Of some roles, how many have one at all."""
    marks: tuple[str, ...] = _MARK_HABITS
    """What becomes of marks on letters, of which each list has one: kept, dropped, or đ written as two letters and all else dropped."""


_SPANISH: Final = ("G H F S", "F S, G H", "F^ S^ G H", "G F S", "G F", "G h. F S", "F^ S^ G^ H^", "G H F")
KINDS: Final = {
    "colombians": Kind(title="two surnames", ways=_SPANISH, worth=dict.fromkeys("GHFS", 1.0), bears={"H": 0.6}),
    "guatemalans": Kind(title="two surnames", ways=_SPANISH, worth=dict.fromkeys("GHFS", 1.0), bears={"H": 0.4}),
    "bosnians": Kind(
        title="the father in brackets",
        ways=("G F", "F G", "F (P) G", "G (P) F", "F^ P^ G^", "F (P) G"), worth=dict.fromkeys("GPF", 1.0),
        marks=("kept", "kept", "dropped", "two"),
    ),
    "ukrainians": Kind(
        title="patronymics, two romanisations",
        ways=("F G P", "G F", "G P F", "F G", "F^ G P", "F g. p."), worth=dict.fromkeys("GPF", 1.0),
    ),
    "rwandans": Kind(
        title="two names in either order",
        ways=("G H", "H G", "G^ H", "H G^", "H G", "G", "h. G"), worth={"G": 1.5, "H": 1.0}, bears={"H": 0.9},
    ),
    "ethiopians": Kind(title="father and grandfather", ways=("G P Q", "G P", "G P Q"), worth=dict.fromkeys("GPQ", 1.0)),
    "turks": Kind(
        title="marks on letters",
        ways=("G F", "G H F", "F, G", "G F^", "G H F^", "F^ G"), worth=dict.fromkeys("GHF", 1.0), bears={"H": 0.3},
    ),
    "afghans": Kind(
        title="Persian and Latin letters", ways=("G F", "G F", "G"), worth=dict.fromkeys("GF", 1.0), bears={"F": 0.8},
    ),
    "israelis": Kind(
        title="Ben- and Bar-, double families",
        ways=("G F", "F G", "F, G", "g. F", "G F-S", "G F S", "F^ G"), worth=dict.fromkeys("GFS", 1.0), bears={"S": 0.15},
    ),
    "armenians": Kind(title="two romanisations", ways=("G F", "F G", "F^ G", "F, G"), worth={"G": 1.0, "F": 1.0}),
    "burmese": Kind(title="no family names", ways=("T G", "G", "T G^"), worth={"G": 2.0}),
    "rohingya": Kind(title="no family names", ways=("G", "G =s/o P", "G"), worth={"G": 1.5, "P": 1.0}),
    "filipinos": Kind(
        title="the mother's family in the middle",
        ways=("G H S F J", "G H s. F J", "F, G H s. J", "G F J", "F^, G^ H^", "G H F"),
        worth=dict.fromkeys("GHSF", 1.0), bears={"H": 0.5},
    ),
    "vietnamese": Kind(title="three common families", ways=("F G", "F^ G^", "F G", "F, G"), worth={"G": 1.5, "F": 0.5}),
    "tamils": Kind(
        title="the father's initial first", ways=("p. G", "P G", "G", "p G", "G B P", "P^ G^"), worth={"G": 1.5, "P": 1.0},
    ),
    "tribes": Kind(
        title="tribes, in Arabic", ways=("G P Q F", "G P F", "G F", "G P Q"), worth=dict.fromkeys("GPQF", 1.0),
    ),
    "mauritanians": Kind(
        title="ould and mint, in Arabic", ways=("G B P", "G B P B Q", "G P", "G P Q"), worth=dict.fromkeys("GPQ", 1.0),
    ),
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PeoplesRegister:
    """Records as written, who each of them is, and what it says."""

    rows: tuple[tuple[str, ...], ...]
    """By :data:`bench.tiny_registers.FIELDS`."""
    person: dict[str, Villager]
    said: dict[str, Said]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """How one list is kept."""

    name: str
    way: str
    turned: str
    """Another way, in which some records are put together."""
    strayed: float
    spelling: int
    varied: float
    """Share of names that are spelled otherwise than the list mostly does."""
    marks: str
    births: str
    days: float
    towns: float
    slips: float
    sexes: bool


def peoples_register(kind: str, seed: int) -> PeoplesRegister:
    """Return the register of one of :data:`KINDS` that ``seed`` gives; none of its lists is empty."""
    told = KINDS[kind]
    chance = Chance(seed, f"peoples/{kind}")
    people = villagers(chance, kind, told.bears)
    rows: list[tuple[str, ...]] = []
    person: dict[str, Villager] = {}
    said: dict[str, Said] = {}
    for place in range(chance.pick((2, 2, 3, 4))):
        habits = _habits(told, place, chance)
        share = chance.between(50, 95) / 100
        held = [each for each in people if chance.happens(share)] or people[:1]
        for number, each in enumerate(chance.shuffled(held)):
            record = f"{habits.name}-{number:03d}"
            way = habits.turned if chance.happens(habits.strayed) else habits.way
            person[record] = each
            said[record] = _said(each, way, habits, chance)
            rows.append((record, habits.name, *_written(each, way, said[record], (kind, habits), chance)))
    return PeoplesRegister(rows=tuple(rows), person=person, said=said)


def _habits(kind: Kind, place: int, chance: Chance) -> _Habits:
    return _Habits(
        name=f"list{place + 1}",
        way=chance.pick(kind.ways),
        turned=chance.pick(kind.ways),
        strayed=chance.pick((0.0, 0.0, 0.1, 0.3)),
        spelling=chance.between(0, 2),
        varied=chance.pick((0.0, 0.0, 0.2)),
        marks=chance.pick(kind.marks),
        births=chance.pick(("full", "year", "age", "age", "none")),
        days=chance.pick((0.0, 0.9, 1.0)),
        towns=chance.pick((0.0, 0.9, 1.0)),
        slips=chance.pick((0.0, 0.03, 0.06)),
        sexes=chance.happens(0.6),
    )


def _said(person: Villager, way: str, habits: _Habits, chance: Chance) -> Said:
    """Return what the list says of a person; an age is one off now and then, a date never."""
    letters = [letter for letter in way if letter.isalpha() and letter.upper() in person.names]
    names = {}
    for letter in letters:
        name = person.names[letter.upper()]
        if name:
            names[letter.upper()] = (
                name if letter.isupper() else f"{_spelt(name, habits, chance)[:1].upper()}."
            )
    if "=" in way:  # s/o has letters that are no roles.
        names = {role: names[role] for role in "GP" if role in names}
    off = chance.pick((0, 0, 0, 0, -1, 1)) if habits.births == "age" else 0
    return Said(
        names=names,
        is_woman=person.is_woman if habits.sexes else None,
        birth=person.birth if habits.births == "full" else None,
        birth_year=None if habits.births == "none" else person.birth.year + off,
        day=person.day if chance.happens(habits.days) else None,
        town=person.town if chance.happens(habits.towns) else "",
    )


def _written(
    person: Villager, way: str, said: Said, kept: tuple[str, _Habits], chance: Chance
) -> tuple[str, ...]:
    """Return one row, but for its id and list."""
    _kind, habits = kept
    name = _slipped(_marked(_name(person, way, said, kept, chance), habits.marks), habits, chance)
    born, age = "", ""
    if said.birth is not None:
        born = dates.write(said.birth, "iso")
    elif habits.births == "year":
        born = str(said.birth_year)
    elif said.birth_year is not None:
        age = str((person.day - person.birth).days // 365 - (said.birth_year - person.birth.year))
    town = person.town.split("/")[min(habits.spelling, person.town.count("/"))] if said.town else ""
    sex = "" if said.is_woman is None else "MF"[said.is_woman]
    day = dates.write(said.day, "iso") if said.day else ""
    return (name, "", sex, age, born, day, _marked(town, habits.marks))


def _name(person: Villager, way: str, said: Said, kept: tuple[str, _Habits], chance: Chance) -> str:
    """Return the name as the list puts it together, before slips."""
    kind, habits = kept
    words = {
        "T": pools(kind).get("titles", ["", ""])[person.is_woman],
        "B": pools(kind).get("son", ["", ""])[person.is_woman],
    }
    found = []
    for token in way.split():
        if token.startswith("="):
            found.append("d/o" if person.is_woman else token[1:])
            continue
        text, has_any = "", False
        for letter in token:
            if letter in words:
                text, has_any = text + words[letter], True
            elif letter.upper() not in person.names:
                text += letter.replace("^", "")
            elif role_name := said.names.get(letter.upper(), ""):
                text += role_name[:1] if letter.islower() else _spelt(role_name, habits, chance)
                has_any = True
        if has_any:
            found.append(text.upper() if "^" in token else text.strip("-"))
    return " ".join(found).replace(" ,", ",").strip(", ")


def _spelt(name: str, habits: _Habits, chance: Chance) -> str:
    forms = name.split("/")
    if forms[0][0] > "\u0600" and len(forms) > 1:  # Two scripts: a list keeps to its own.
        return forms[0] if habits.spelling == 0 else chance.pick(forms[1:])
    return chance.pick(forms) if chance.happens(habits.varied) else forms[habits.spelling % len(forms)]


def _marked(text: str, marks: str) -> str:
    if marks == "kept" or any(letter > "\u0600" and letter < "\u0700" for letter in text):
        return text
    if marks == "two":
        text = text.translate(_AS_TWO).replace("Dj", "DJ") if text.isupper() else text.translate(_AS_TWO)
    return "".join(plain(c).upper() if c.isupper() else plain(c) for c in text.translate(_MARKS))


def _slipped(name: str, habits: _Habits, chance: Chance) -> str:
    """Return ``name`` with a slip now and then: of Latin letters one lost or two exchanged, never the first."""
    if name[:1] > "\u0600":
        return spell(
            name, Rates(hamza=0.3, ta_marbuta=0.3, final_ya=0.1, joined=0.2, typo=habits.slips), chance
        )
    at = chance.between(1, max(1, len(name) - 2))
    if not chance.happens(habits.slips) or not name[at - 1 : at + 2].isalpha():
        return name
    return (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        if chance.happens(0.5)
        else name[:at] + name[at + 1 :]
    )
