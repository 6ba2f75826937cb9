"""Listings of a made-up sanctions list at two dates, parties to screen against it, and who owns whom.

The listed are invented and are not among the people of the country, so no victim is on the list; some
parties are namesakes of the listed with another date of birth.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any, Final, Literal

from sijill.demo.chance import Chance
from sijill.demo.pools import Name, Town, family_names, load, men, men_weights, towns
from sijill.demo.romanise import Hand, romanise

FIRST_SNAPSHOT: Final = dt.date(2030, 1, 15)
SECOND_SNAPSHOT: Final = dt.date(2031, 3, 1)

_INDIVIDUALS: Final = 34
_DELISTED: Final = 6
_NEW: Final = 6
_FIRST_NUMBER: Final = 90001


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listed individual, firm or ship, with all that its row needs."""

    number: int
    """The list's own number (ent_num)."""
    name: tuple[Name, ...]
    """Given, father, grandfather, family of an individual; empty for others."""
    ar: str
    en: str
    """The main name as the list prints it, for example ``ZAMLUTI, Bilal Ahmad``."""
    aliases: tuple[str, ...]
    type: Literal["individual", "entity", "vessel"]
    birth: dt.date | None
    place: Town
    title: str
    linked_to: str
    identifier: str
    in_first: bool
    in_second: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party to be screened, and what a right answer says of it as of the country's day."""

    id: str
    name: str
    type: str
    birth_date: str
    country: str
    identifier: str
    listing_id: str
    """For example ``OFAC-90007``; empty where no listing is meant."""
    state: str
    """``possible``, ``formerly listed`` or ``not found``."""
    why: str
    """``listed``, ``newly listed``, ``delisted``, ``namesake``, ``owned`` or ``ordinary``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Who holds how much of whom, from when until when (empty: still)."""

    owner: str
    """A listing id or a party id."""
    owned: str
    percent: float
    start: str
    end: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """All that the screening stage is given, with the right answers."""

    as_of: dt.date
    listed: tuple[Listed, ...]
    parties: tuple[Party, ...]
    shares: tuple[Share, ...]


def make_listed(*, seed: int) -> tuple[Listed, ...]:
    """Return everybody and everything ever on the made-up list, by number."""
    chance = Chance(seed, "listed")
    families = family_names(_INDIVIDUALS, Chance(seed, "listed/families"))
    firms = load("screening")["firm"]
    found = [_individual(index, families[index], firms, chance) for index in range(_INDIVIDUALS)]
    for index, firm in enumerate(firms):
        found.append(_firm(_INDIVIDUALS + index, firm, chance, is_delisted=index == len(firms) - 1))
    for index, vessel in enumerate(load("screening")["vessel"]):
        found.append(_vessel(_INDIVIDUALS + len(firms) + index, vessel))
    return tuple(found)


def _individual(  # Any: TOML tables
    index: int, family: Name, firms: Sequence[dict[str, Any]], chance: Chance
) -> Listed:
    given, father, grandfather = (chance.pick_by(men(), men_weights()) for _ in range(3))
    home = chance.pick(towns())
    born = dt.date(chance.between(1948, 1988), chance.between(1, 12), chance.between(1, 28))
    press = [romanise(name.sound, Hand.PRESS, chance) for name in (given, father, family)]
    french = [romanise(name.sound, Hand.FRENCH, chance) for name in (given, father, family)]
    sloppy = [romanise(name.sound, Hand.SLOPPY, chance) for name in (given, family)]
    aliases = [f"{french[2].upper()}, {french[0]} {french[1]}", f"{sloppy[1].upper()}, {sloppy[0]}"]
    if chance.happens(0.3):
        aliases.append(f"'ABU {press[1].upper()}'")
    is_linked = chance.happens(0.4)
    linked = chance.pick(firms[:-1])["en"]
    title = chance.pick(load("screening")["titles"])
    is_titled = chance.happens(0.35)
    return Listed(
        number=_FIRST_NUMBER + index * 7,
        name=(given, father, grandfather, family),
        ar=" ".join(name.arabic for name in (given, father, family)),
        en=f"{press[2].upper()}, {press[0]} {press[1]}",
        aliases=tuple(dict.fromkeys(aliases)),
        type="individual",
        birth=born,
        place=home,
        title=title if is_titled else "",
        linked_to=linked if is_linked else "",
        identifier=f"Passport {chance.between(100000, 999999):06d} (Khuzamiya)",
        in_first=index < _INDIVIDUALS - _NEW,
        in_second=index >= _DELISTED,
    )


def _firm(index: int, firm: dict[str, Any], chance: Chance, *, is_delisted: bool) -> Listed:
    # Any: a TOML table
    place = next(town for town in towns() if town.en == firm["place"])
    return Listed(
        number=_FIRST_NUMBER + index * 7,
        name=(),
        ar=firm["ar"],
        en=firm["en"],
        aliases=tuple(firm["aka"]),
        type="entity",
        birth=None,
        place=place,
        title="",
        linked_to="",
        identifier=f"Registration Number {chance.between(10000, 99999)} (Khuzamiya)",
        in_first=True,
        in_second=not is_delisted,
    )


def _vessel(index: int, vessel: dict[str, Any]) -> Listed:  # Any: a TOML table
    return Listed(
        number=_FIRST_NUMBER + index * 7,
        name=(),
        ar="",
        en=vessel["name"],
        aliases=(),
        type="vessel",
        birth=None,
        place=towns()[0],
        title="",
        linked_to=vessel["owner"],
        identifier=f"Vessel Registration Identification IMO {vessel['number']}",
        in_first=True,
        in_second=True,
    )
