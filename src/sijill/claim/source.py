"""A source frame: the words by which a text says who states something."""

import dataclasses

from sijill.model.claim import Span, Stance

Name = tuple[int, int]
"""A folded stretch of the sentence."""


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A source frame with the name of its speaker, its stance, and which side it governs."""

    name: Name | None
    """None where the frame leaves its subject out (وأضافت أن): it is the source before it."""
    at: int
    """Lexeme index of its verb or preposition."""
    until: int
    """Lexeme index behind verb and names."""
    stance: Stance
    behind: bool = False
    """Whether it stands behind what it says: بحسب X, X said."""
    statement: bool = False
    """Whether it is made in a statement or report, and so speaks for the text that follows."""
    via: tuple[Name, ...] = ()
    """The outlets that tell what it says, outermost first."""
    text_of: tuple[Span, ...] = ()
    """Name and outlets as written, innermost last, where they stand in an earlier sentence."""
