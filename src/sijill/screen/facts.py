"""What birth date, type, country and identifier say for or against a name match, each as a reason.

Weights are in log odds and are our judgement, not a measurement: a document number outweighs a name, a birth
date that clearly contradicts takes the commonest names below any threshold, a country hardly counts, because
lists give nationality where users often give residence.
"""

import dataclasses
import datetime as dt
import functools
import math
import tomllib
from importlib import resources
from typing import Final

from sijill.model.listing import DateSpan, Identifier, Listing, PartyType
from sijill.model.screening import Party, Reason, Stance
from sijill.text import match_key

IDENTIFIER_FLOOR: Final = 0.75
"""The least score of an equal document number, whatever the name: numbers of two countries can coincide."""
NEAR_DAYS: Final = 366
"""Birth dates up to this far apart are taken as one year misread or rounded, hardly against."""
CLEAR_DAYS: Final = 3 * 365
"""Birth dates further apart than this contradict clearly."""

_CEILING: Final = 0.99
"""A name alone is never surer than this once something speaks against it."""
_SHORTEST_IDENTIFIER: Final = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A score after the facts, and the facts as reasons."""

    score: float
    reasons: tuple[Reason, ...]


def weigh(name_score: float, party: Party, listing: Listing, *, weight: float = 0.0) -> Weighed:
    """Return ``name_score`` moved by the facts that both sides state; what one side leaves out says nothing.

    ``weight`` is what the parts of the names say already, in log odds.
    """
    facts = [
        _identifier(party, listing),
        _birth(party, listing),
        _type(party, listing),
        _country(party, listing),
    ]
    stated = [fact for fact in facts if fact is not None]
    moved = weight + sum(move for move, _ in stated)
    score = move(name_score, moved)
    if facts[0] is not None:
        score = max(score, IDENTIFIER_FLOOR)
    return Weighed(score=score, reasons=tuple(reason for _, reason in stated))


def move(score: float, weight: float) -> float:
    """Return ``score`` moved by ``weight`` in log odds; never the other way, and not at all by 0."""
    if weight == 0:
        return score
    bounded = min(max(score, 1e-4), _CEILING if weight < 0 else 1 - 1e-4)
    odds = math.log(bounded / (1 - bounded)) + weight
    moved = 1 / (1 + math.exp(-odds))
    return max(score, moved) if weight > 0 else min(score, moved)


def identifier_key(value: str) -> str:
    """Return letters and digits of a document number, folded; empty when too short to mean anything."""
    key = "".join(character for character in match_key(value) if character.isalnum())
    # A ship's number is written with and without the name of its register.
    key = key.removeprefix("imo") if key[3:].isdigit() else key
    has_digit = any(character.isdigit() for character in key)
    return key if len(key) >= _SHORTEST_IDENTIFIER and has_digit else ""


def country_code(written: str) -> str:
    """Return the ISO 3166-1 code of a country or nationality in English, Arabic or as code; empty if unknown."""
    return _countries().get(match_key(written), "")


def _identifier(party: Party, listing: Listing) -> tuple[float, Reason] | None:
    if not party.identifiers:
        return None
    ours = {key for value in party.identifiers if (key := identifier_key(value))}
    for identifier in listing.identifiers:
        if identifier_key(identifier.value) in ours:
            return 5.0, _reason("identifier_equal", Stance.FOR, written=_written(identifier))
    return None


def _written(identifier: Identifier) -> str:
    country = f" ({identifier.country})" if identifier.country else ""
    return f"{identifier.kind} {identifier.value}{country}"


def _birth(party: Party, listing: Listing) -> tuple[float, Reason] | None:
    if not party.births or not listing.births:
        return None
    pairs = [(_gap(ours, theirs), ours, theirs) for ours in party.births for theirs in listing.births]
    days, ours, theirs = min(pairs, key=lambda pair: (pair[0], not pair[2].is_full, pair[2].written))
    fields = {"ours": ours.written, "theirs": " / ".join(span.written for span in listing.births)}
    if days == 0:
        both_full = ours.is_full and theirs.is_full and len(party.births) == 1
        key = "birth_equal" if both_full else "birth_within"
        return 2.0 if both_full else 0.7, _reason(key, Stance.FOR, **fields)
    if days <= NEAR_DAYS:
        return -0.5, _reason("birth_near", Stance.AGAINST, **fields)
    if days <= CLEAR_DAYS:
        return -1.5, _reason("birth_apart", Stance.AGAINST, **fields)
    return -5.0, _reason("birth_contradicts", Stance.AGAINST, **fields)


def _gap(one: DateSpan, other: DateSpan) -> int:
    """Days between two spans; 0 where they share a day."""
    zero = dt.timedelta(0)
    return max(one.first - other.last, other.first - one.last, zero).days


def _type(party: Party, listing: Listing) -> tuple[float, Reason] | None:
    if PartyType.UNKNOWN in {party.type, listing.type} or party.type is listing.type:
        return None
    return -4.0, _reason("type_differs", Stance.AGAINST, ours=party.type, theirs=listing.type)


def _country(party: Party, listing: Listing) -> tuple[float, Reason] | None:
    ours = country_code(party.country)
    if not ours:
        return None
    theirs = {code for country in listing.countries if (code := country_code(country))}
    if not theirs:
        return None
    fields = {"ours": party.country, "theirs": " / ".join(listing.countries)}
    if ours in theirs:
        return 0.3, _reason("country_equal", Stance.FOR, **fields)
    return -0.5, _reason("country_differs", Stance.AGAINST, **fields)


def _reason(key: str, stance: Stance, **fields: object) -> Reason:
    return Reason(key=f"reason.{key}", fields=tuple(fields.items()), stance=stance)


@functools.cache
def _countries() -> dict[str, str]:
    table = tomllib.loads(resources.files(__package__).joinpath("countries.toml").read_text(encoding="utf-8"))
    found = {match_key(code): code for code in table}
    found |= {match_key(name): code for code, names in table.items() for name in names.split("|")}
    return found
