"""Redaction: a copy of an exhibit with boxes burned into its pixels, as a new exhibit derived from it.

The original stays as it is. The copy is made of pixels alone, and is looked through for every word that was to go
before it is kept. The log says what was derived from what, where the boxes are and why; never which words went:
a list of removed words is what somebody would look for.
"""

import dataclasses
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access, Exhibit, Terms
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.read.located import needle
from sijill.read.pages import Page
from sijill.read.pixels import pages_of
from sijill.read.plain import Unreadable
from sijill.record.add import terms
from sijill.record.burn import Box, Writer, burned, ending_for, whole_pixels
from sijill.record.traces import has_traces
from sijill.store import catalogue, flush, log, objects, sealing
from sijill.store.access import Use, permitted, terms_of
from sijill.store.layout import Register
from sijill.store.lock import writing

METHOD: Final = "boxes burned into pixels, version 1"
_ATTEMPTS: Final = 4
"""Chance writes a short word into compressed bytes now and then; packed otherwise it is gone."""
_FEWEST: Final = 2
"""Letters of a word: one letter is on every line."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A box to be burned: pixels of a picture, points of a PDF's page, from the upper left corner as shown."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be hidden, and on which terms the copy is kept."""

    boxes: tuple[Hidden, ...] = ()
    words: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    reason: str
    access: Access | None = None
    """Of the copy; None for that of the original."""
    dots_an_inch: float = 200.0
    """Of a PDF's pages in the copy; 200 is what the OCR of this program reads best (notes on the archive)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Where a word was found, told by its number in the order given, never by its letters."""

    word: int
    """From 1."""
    times: int
    inside: int
    """How many of them are part of a longer word."""
    pages: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A copy that is now in the record."""

    exhibit: ExhibitId
    derived_from: ExhibitId
    position: int
    """Of the redaction's entry in the log."""
    name: str
    path: Path
    pages: int
    boxes: int
    """How many were burned."""
    found: tuple[Occurrences, ...]
    unsearched: tuple[int, ...]
    """Pages on which the words may stand without having been found; empty when no words were given."""
    terms: Terms


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    content: bytes = dataclasses.field(repr=False)
    pages: int
    boxes: tuple[tuple[int, Box], ...]
    found: tuple[Occurrences, ...]
    unsearched: tuple[int, ...]


def redact(
    register: Register,
    number: ExhibitId,
    asked: Asked,
    *,
    each: Callable[[int, int], None] = lambda _page, _of: None,
) -> Redacted:
    """Have a redacted copy of an exhibit in the record, logged and signed for.

    ``each`` is told each page that is done, and how many there are. UsageError when there is no such exhibit, a
    box lies outside its page, or nothing is to be hidden; InputError when the file can be no copy's original,
    or a removed word would be left in a byte of the copy.
    """
    _check(asked)
    exhibit = _readable(register, number)
    objects.require_sound(register, exhibit.number, exhibit.object)
    path = objects.object_path(register, exhibit.object)
    for attempt in range(_ATTEMPTS):
        try:
            copy = _copied(exhibit, path, asked, attempt, each)
        except Unreadable as error:
            raise InputError(f"redact_{error.key}", exhibit=number, detail=error.detail) from error
        if not has_traces(copy.content, asked.words):
            return _kept(register, exhibit, asked, copy, ending_for(path))
    raise InputError("redact_traces", exhibit=number)


def _check(asked: Asked) -> None:
    if not asked.reason.strip():
        raise UsageError("redact_reason")
    if asked.access is Access.SEALED:
        raise UsageError("seal_is_a_verb")
    if not asked.boxes and not asked.words:
        raise UsageError("redact_nothing_asked")
    needles = [needle(word) for word in asked.words]
    for order, folded in enumerate(needles, 1):
        if len(folded) < _FEWEST:
            raise InputError("redact_short_word", row=order, expected=_FEWEST)
    told = needle(asked.reason)
    for order, folded in enumerate(needles, 1):
        if folded in told:
            raise InputError("redact_word_in_reason", row=order)


def _readable(register: Register, number: ExhibitId) -> Exhibit:
    for exhibit in permitted(register, Use.READ):
        if exhibit.number == number:
            return exhibit
    raise UsageError("no_such_exhibit", path=register.path, exhibit=ascii(number).strip("'"))


def _copied(
    exhibit: Exhibit, path: Path, asked: Asked, attempt: int, each: Callable[[int, int], None]
) -> _Copy:
    writer = Writer(ending_for(path), attempt=attempt)
    spots: list[tuple[int, int, bool]] = []
    boxes: list[tuple[int, Box]] = []
    unsearched: list[int] = []
    count = 0
    for page in pages_of(path, words=asked.words, dots_an_inch=asked.dots_an_inch):
        count += 1
        hidden = _boxes(page, asked.boxes, exhibit.number)
        writer.add(page, burned(page, hidden))
        boxes += [(page.number, box) for box in hidden]
        spots += [(spot.word, page.number, spot.inside) for spot in page.spots]
        if asked.words and page.unsearched:
            unsearched.append(page.number)
        each(page.number, page.of)
    for box in asked.boxes:
        if not 1 <= box.page <= count:
            raise UsageError("redact_no_page", exhibit=exhibit.number, found=box.page, expected=count)
    if not boxes:
        raise UsageError("redact_nothing_found", exhibit=exhibit.number)
    return _Copy(
        content=writer.content(),
        pages=count,
        boxes=tuple(boxes),
        found=tuple(_occurrences(order, spots) for order in range(len(asked.words))),
        unsearched=tuple(unsearched),
    )


def _boxes(page: Page, asked: Sequence[Hidden], number: ExhibitId) -> list[Box]:
    hidden: list[Box] = []
    for box in asked:
        if box.page != page.number:
            continue
        left, top, right, bottom = whole_pixels(
            (box.left * page.scale, box.top * page.scale, box.width * page.scale, box.height * page.scale),
            page,
        )
        if left >= right or top >= bottom:
            raise UsageError("redact_outside", exhibit=number, page=page.number)
        hidden.append((left, top, right, bottom))
    return hidden + [whole_pixels(spot.box, page) for spot in page.spots]


def _occurrences(order: int, spots: Sequence[tuple[int, int, bool]]) -> Occurrences:
    own = [(page, inside) for word, page, inside in spots if word == order]
    return Occurrences(
        word=order + 1,
        times=len(own),
        inside=sum(inside for _, inside in own),
        pages=tuple(sorted({page for page, _ in own})),
    )


def _kept(register: Register, original: Exhibit, asked: Asked, copy: _Copy, ending: str) -> Redacted:
    with writing(register.path):
        objects.sweep(register)
        _readable(register, original.number)  # Again: it may have been closed, held or withdrawn meanwhile.
        # On the register's own disk and under no name: a copy of closed material lies nowhere else.
        folder = register.folder("objects")
        with flush.opened(folder) as disk, tempfile.TemporaryFile(dir=folder, buffering=0) as handle:
            handle.write(copy.content)
            handle.seek(0)
            identity, size = objects.take_in(register, handle)
            sealing.guard(register)(identity)
            objects.sync(register, [identity], disk)
        time = log.now()
        held = terms_of(register)[original.number]
        given = terms(asked.access or held.access, held.consent)
        with catalogue.opened(register) as connection:
            fresh = ExhibitId(f"{time[:4]}-{catalogue.next_number(connection, time[:4]):06d}")
            number = catalogue.exhibit_of(connection, identity) or fresh
        name = f"{original.number}-redacted{ending}"
        deposit = {"exhibit": number, "object": identity, "size": size, "derived_from": original.number}
        about = deposit | {"name": name, "name_bytes": os.fsencode(name).hex(), "source": "", "list": None}
        about |= {"access": given.access.value, "consent": sorted(each.value for each in given.consent)}
        notes = [(Act.ACCESSION, about), (Act.REDACTION, _told(original, number, asked, copy))]
        position = log.append(register, notes, at=time)[1]
    with catalogue.opened(register):
        pass
    return Redacted(
        exhibit=number,
        derived_from=original.number,
        position=position,
        name=name,
        path=objects.object_path(register, identity),
        pages=copy.pages,
        boxes=len(copy.boxes),
        found=copy.found,
        unsearched=copy.unsearched,
        terms=given,
    )


def _told(original: Exhibit, number: ExhibitId, asked: Asked, copy: _Copy) -> dict[str, Any]:
    return {
        "exhibit": number,
        "derived_from": original.number,
        "original_object": original.object,
        "boxes": [[page, *box] for page, box in copy.boxes],
        "words": len(asked.words),
        "unsearched": list(copy.unsearched),
        "dots_an_inch": asked.dots_an_inch,
        "reason": asked.reason,
        "method": METHOD,
    }
