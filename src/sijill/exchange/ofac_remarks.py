"""OFAC's remarks: one field of prose in pieces, read as far as its pieces have a known form.

``DOB 08 Dec 1967; alt. DOB circa 1966; POB Damascus, Syria; nationality Syria; Passport 4138 (Syria);
a.k.a. 'ABU X'; Linked To: SOME COMPANY.`` A piece of another form stays in the remarks as published.
"""

import dataclasses
import re
from typing import Final

from sijill.exchange.spans import parse_span
from sijill.model.listing import DateSpan, Identifier

_BIRTH: Final = re.compile(r"(?:alt\. )?DOB (.+)")
_PLACE: Final = re.compile(r"(?:alt\. )?POB (.+)")
_COUNTRY: Final = re.compile(r"(?:alt\. )?(?:nationality|citizen) (.+)")
_ALIAS: Final = re.compile(r"(?:a|f|n)\.k\.a\. '(.+)'")
_LINK: Final = re.compile(r"Linked To: (.+)")
_IDENTIFIER: Final = re.compile(
    r"(?:alt\. )?(?P<kind>(?:[A-Z][\w.'/-]*\s)*?"
    r"(?:(?:Diplomatic |Service )?Passport|[\w.'/ -]*?(?:No\.|Number|ID|#)|Vessel Registration Identification"
    r"|[A-Z]\.[\w.]+|[\w ]*Identification))\s+"
    r"(?P<value>(?:IMO )?[A-Z]{0,4}[ \w./-]*?\d[\w./ -]*?)"
    r"(?:\s*\((?P<country>[^)]*)\))?(?:,? (?:issued|expires|Diplomatic)\b.*)?"
)
_ABBREVIATED: Final = frozenset({"co", "ltd", "inc", "corp", "bros", "est", "ltda", "jr", "sr", "dept"})
_LONGEST_IDENTIFIER: Final = 160
"""A longer piece is prose; matching it would cost time that grows with the cube of its length."""
_NO_IDENTIFIER: Final = re.compile(
    r"Phone|Telephone|Fax|Executive Order|Gazette|Model|Manufacture Date|DOB|POB"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What the remarks of one party say, in published order, each thing once."""

    weak_names: tuple[str, ...] = ()
    births: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    linked_to: tuple[str, ...] = ()


def parse_remarks(written: str) -> Remarks:
    """Return the pieces of ``written`` whose form is known; a birth date of unknown form is left out."""
    pieces = [piece.strip() for piece in written.split(";")]
    pieces[-1] = _without_full_stop(pieces[-1])
    births = [parse_span(text) for text in _all(_BIRTH, pieces)]
    identifiers = [_identifier(piece) for piece in pieces]
    return Remarks(
        weak_names=_all(_ALIAS, pieces),
        births=tuple(dict.fromkeys(span for span in births if span is not None)),
        birth_places=_all(_PLACE, pieces),
        countries=_all(_COUNTRY, pieces),
        identifiers=tuple(dict.fromkeys(found for found in identifiers if found is not None)),
        linked_to=_all(_LINK, pieces),
    )


def _without_full_stop(piece: str) -> str:
    """The full stop that ends the remarks goes; one that belongs to an abbreviation (CO., S.A.) stays."""
    word = piece.rpartition(" ")[2].removesuffix(".")
    is_abbreviation = "." in word or word.lower() in _ABBREVIATED
    return piece if is_abbreviation else piece.removesuffix(".")


def _identifier(piece: str) -> Identifier | None:
    found = _IDENTIFIER.fullmatch(piece) if len(piece) <= _LONGEST_IDENTIFIER else None
    if found is None or _NO_IDENTIFIER.search(found["kind"]):
        return None
    value = found["value"].strip().removeprefix("No. ")
    return Identifier(kind=found["kind"].strip(), value=value, country=found["country"] or "")


def _all(pattern: re.Pattern[str], pieces: list[str]) -> tuple[str, ...]:
    found = (pattern.fullmatch(piece) for piece in pieces)
    return tuple(dict.fromkeys(match[1].strip() for match in found if match is not None))
