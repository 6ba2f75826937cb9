"""What reading an exhibit gives: passages of text and rows of tables, each with its locator."""

import dataclasses
from typing import Final

NOT_QUOTED: Final = frozenset({"arabic_layer", "from_picture"})
"""Problems of readings whose text serves finding alone: nothing is quoted from it, and no claim is taken."""

GUESSED: Final = frozenset({"windows_1256"})
"""Problems of readings that are whole and may be quoted, of files that do not say how they were stored."""

NO_FAULT: Final = NOT_QUOTED | GUESSED | {"large_picture", "no_ocr", "no_text_layer"}
"""Problems that no better copy of the file would mend: they are told, and are no bad input."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text as written. Offsets of hits and claims count its code points."""

    at: str
    """Locator inside the exhibit, for example ``page=2`` or ``text`` for a whole text file."""
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: values as written under the headers as written."""

    at: str
    """Locator inside the exhibit, for example ``sheet=1&row=17``; rows count as a spreadsheet shows them."""
    cells: tuple[tuple[str, str], ...]
    """(header, value) of every column in its order; a value that is not there is empty. An empty header: the row stands above the table's, a title."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitWarning:
    """Something dangerous in a file as it came in: for persons in it, or for whoever opens it."""

    key: str
    """Of the sentence in ``words/warnings.toml``."""
    detail: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one exhibit, or why it was not."""

    kind: str
    """text, csv, xlsx, docx, pdf, image or other."""
    passages: tuple[Passage, ...] = ()
    rows: tuple[Row, ...] = ()
    problem: str = ""
    """Key in ``words/read.toml`` of what kept it from being read or quoted, or of how it was read where that was not plain; else empty."""
    detail: str = ""
    warnings: tuple[ExhibitWarning, ...] = ()
