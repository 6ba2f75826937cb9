"""Public statements with figures, some near the truth and some not, and where in the text each figure stands."""

import dataclasses
import re
from typing import Any, Final

from sijill.demo.numbers import in_arabic, round_figure
from sijill.demo.pools import load


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is true of the country."""

    killed: int
    killed_children: int
    """Under eighteen on the day."""
    detained: int
    missing: int
    displaced: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StatedClaim:
    """A quantity in a statement, as an extractor should find it."""

    start: int
    """Code points into the text of the file, end exclusive."""
    end: int
    text: str
    min: int | None
    max: int | None
    qualifier: str
    type: str
    unit: str
    stance: str
    subset_of: int | None
    """Index, among the claims of its statement, of the claim that this one is a part of."""
    truth: int | None
    """The country's true figure; None for what the country does not know, such as documents collected."""

    @property
    def agrees(self) -> bool | None:
        """Whether the truth lies within the bounds, 10 % around an approximate figure; None if not known."""
        if self.truth is None:
            return None
        slack = 0.1 * self.truth if self.qualifier == "approx" else 0.0
        low = self.min is None or self.min - slack <= self.truth
        high = self.max is None or self.truth <= self.max + slack
        return low and high


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of an invented speaker, with its claims in the order of the text."""

    file: str
    language: str
    date: str
    speaker_ar: str
    speaker_en: str
    text: str
    claims: tuple[StatedClaim, ...]


_MARK: Final = re.compile(r"\[\[(\w+)\]\]")
_UPPER_OPEN: Final = frozenset({"more_than", "at_least"})
_LOWER_OPEN: Final = frozenset({"at_most", "less_than"})


def make_statements(figures: Figures) -> tuple[Statement, ...]:
    """Return all statements about a country of these ``figures``."""
    return tuple(_statement(table, figures) for table in load("statements")["statement"])


def _statement(table: dict[str, Any], figures: Figures) -> Statement:  # Any: a TOML table
    wanted = {claim["key"]: claim for claim in table["claims"]}
    text = ""
    claims = []
    pieces = _MARK.split(table["text"].lstrip("\n"))
    for prose, key in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        text += prose
        if key:
            whole = wanted[key].get("subset_of")
            part_of = pieces[1::2].index(whole) if whole else None
            claim = _claim(wanted[key], figures, table["language"], start=len(text), subset_of=part_of)
            text += claim.text
            claims.append(claim)
    return Statement(
        file=table["file"],
        language=table["language"],
        date=table["date"],
        speaker_ar=table["speaker_ar"],
        speaker_en=table["speaker_en"],
        text=text,
        claims=tuple(claims),
    )


def _claim(
    wanted: dict[str, Any],  # Any: a TOML table
    figures: Figures,
    language: str,
    *,
    start: int,
    subset_of: int | None,
) -> StatedClaim:
    truth: int | None = getattr(figures, wanted["of"]) if "of" in wanted else None
    stated = wanted["figure"] if truth is None else round_figure(truth * wanted["factor"], wanted["digits"])
    counted = in_arabic(stated, wanted["noun"]) if language == "ar" else f"{stated:,} {wanted['noun']}"
    text = wanted["phrase"].format(counted=counted)
    qualifier = wanted["qualifier"]
    return StatedClaim(
        start=start,
        end=start + len(text),
        text=text,
        min=None if qualifier in _LOWER_OPEN else stated,
        max=None if qualifier in _UPPER_OPEN else stated,
        qualifier=qualifier,
        type=wanted["type"],
        unit=wanted["unit"],
        stance=wanted["stance"],
        subset_of=subset_of,
        truth=truth,
    )
