"""The load file: exhibits numbered by item and by page, as the software of courts and law firms takes them in.

Below ``data``, which is the root of the volume: the Concordance table ``DATA/load.dat`` (a record an exhibit, every
field between thorns, U+0014 between fields, ``®`` for a new line, UTF-8 with a byte order mark), the Opticon table
``DATA/load.opt`` (a line a page image: key, volume, path, ``Y`` where a document begins, two empty breaks, its number
of pages), the exhibits in ``NATIVES``, what was read of them in ``TEXT``, and pictures of their pages in ``IMAGES``. Both
tables are conventions of the trade, not standards; paths have backslashes, lines end in CR LF.

A page is cited as ``2026-000421-0003``, which stands below its picture. What has no pages, such as a film or a
workbook, has the exhibit's number alone: a page number that cites nothing is not given out.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sijill.model.evidence import Deposit, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.reading import Reading
from sijill.read.plain import Unreadable
from sijill.record.crate import Piece, piece
from sijill.record.page_images import picture_pages
from sijill.record.reading import reading_of, refresh
from sijill.record.request import About
from sijill.store.layout import Register

VOLUME: Final = "VOL001"
COLUMNS: Final = (
    "BEGDOC", "ENDDOC", "EXHIBIT", "PGCOUNT", "FILENAME", "FILEEXT", "FILESIZE", "MEDIATYPE", "SHA256", "DATERCVD",
    "LOGENTRIES", "DERIVEDFROM", "EXCULPATORY", "TEXTNOTE", "NATIVEPATH", "TEXTPATH",
)  # fmt: skip
_CUSTODY: Final = {
    "MADEBY": "made_by", "CAMEBY": "came_by", "CHAIN": "chain", "CAPTURED": "captured", "CAPTUREDAT": "captured_at",
    "URL": "url", "COLLECTOR": "collector", "COLLECTED": "collected",
}  # fmt: skip
"""Columns for a recipient who is told who handed things in, beside CUSTODIAN: the deposit's account of custody."""

_QUOTE, _BETWEEN, _NEW_LINE, _LOST = "þ", "\x14", "®", "\ufffd"
_PAGED: Final = frozenset({"pdf", "image"})
_BY_KIND: Final = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "csv": ".csv", "text": ".txt"}
_KEPT: Final = frozenset(
    {
        *(".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        *(
            ".mp4",
            ".mov",
            ".avi",
            ".mkv",
            ".webm",
            ".3gp",
            ".mp3",
            ".m4a",
            ".aac",
            ".amr",
            ".ogg",
            ".opus",
            ".wav",
        ),
        *(".eml", ".msg", ".doc", ".xls", ".ppt", ".pptx", ".odt", ".ods", ".rtf"),
        *(".zip", ".warc", ".wacz", ".gz"),
    }
)
"""Endings that a file of an unknown kind keeps: none that a double click would run."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """What a load file has beside the exhibits."""

    pages: Mapping[ExhibitId, int]
    """Of each exhibit that has pages, their number."""
    texts: frozenset[ExhibitId]
    notes: Mapping[ExhibitId, str]
    """Why an exhibit has no text, or one that serves finding alone: a key of ``words/read.toml``."""
    unpictured: Mapping[ExhibitId, str]
    """Why an exhibit that should have pages has none: a key of ``words/read.toml``."""
    pieces: tuple[Piece, ...] = dataclasses.field(default=(), repr=False)


class Told(NamedTuple):
    """What deposits say, by position, and whether the recipient may know who handed things in."""

    entries: Mapping[int, About]
    is_told: bool


def have_read(register: Register, given: Iterable[Exhibit]) -> None:
    """Have every exhibit read, so that what was read can go along."""
    if any(reading_of(register, each) is None for each in given):
        refresh(register)


def ending(kind: str, name: str) -> str:
    """Return the ending of an exhibit's file: by its kind, else the one it came with where that is harmless."""
    suffix = Path(name).suffix.lower()
    return _BY_KIND.get(kind) or (suffix if suffix in _KEPT else ".bin")


def produce(
    register: Register,
    natives: Sequence[tuple[Exhibit, Piece]],
    data: Path,
    each: Callable[[Exhibit], None],
) -> Produced:
    """Write text and pictures of the pages of every exhibit, whose copies lie below ``data`` already."""
    pages: dict[ExhibitId, int] = {}
    notes: dict[ExhibitId, str] = {}
    unpictured: dict[ExhibitId, str] = {}
    made: list[Piece] = []
    texts = set()
    (data / "DATA").mkdir()
    (data / "TEXT").mkdir()
    for exhibit, own in natives:
        each(exhibit)
        number = exhibit.number
        reading = reading_of(register, exhibit) or Reading(kind="other", problem="parser_died")
        if reading.kind in _PAGED:
            try:
                pages[number] = picture_pages(data / own.path, number, data / "IMAGES" / number)
            except Unreadable as error:
                unpictured[number] = error.key
        made += [
            piece(data, f"IMAGES/{number}/{_key(number, page)}.jpg", "image/jpeg", made_of=number)
            for page in range(1, pages.get(number, 0) + 1)
        ]
        if reading.problem:
            notes[number] = reading.problem
        if text := _text(reading, pages.get(number, 0)):
            (data / "TEXT" / f"{number}.txt").write_bytes(text.encode("utf-8-sig", "replace"))
            made.append(piece(data, f"TEXT/{number}.txt", "text/plain; charset=utf-8", made_of=number))
            texts.add(number)
    return Produced(
        pages=pages, texts=frozenset(texts), notes=notes, unpictured=unpictured, pieces=tuple(made)
    )


def write_tables(
    data: Path,
    natives: Sequence[tuple[Exhibit, Piece]],
    produced: Produced,
    deposits: Iterable[Deposit],
    told: Told,
) -> list[Piece]:
    """Write both tables; return them."""
    by_exhibit: dict[ExhibitId, list[Deposit]] = {}
    for deposit in deposits:
        by_exhibit.setdefault(deposit.exhibit, []).append(deposit)
    columns = [*COLUMNS, *(["CUSTODIAN", *_CUSTODY] if told.is_told else [])]
    lines = [_line(columns)]
    images = []
    for exhibit, own in natives:
        record = _record(exhibit, own, produced, by_exhibit[exhibit.number], told)
        lines.append(_line([record.get(column, "") for column in columns]))
        images += _image_lines(exhibit.number, produced.pages.get(exhibit.number, 0))
    (data / "DATA" / "load.dat").write_bytes("".join(lines).encode("utf-8-sig"))
    (data / "DATA" / "load.opt").write_bytes("".join(images).encode("ascii"))
    return [piece(data, f"DATA/load.{ending}", "text/plain; charset=utf-8") for ending in ("dat", "opt")]


def _record(
    exhibit: Exhibit, own: Piece, produced: Produced, deposits: Sequence[Deposit], told: Told
) -> dict[str, str]:
    number, count = exhibit.number, produced.pages.get(exhibit.number, 0)
    said = [told.entries[each.position] for each in deposits]
    before = [about.get("before", {}) for about in said]
    record = {
        "BEGDOC": _key(number, 1) if count else number,
        "ENDDOC": _key(number, count) if count else number,
        "EXHIBIT": number,
        "PGCOUNT": str(count or ""),
        "FILENAME": exhibit.name,
        "FILEEXT": own.path.rpartition(".")[2],
        "FILESIZE": str(exhibit.size),
        "MEDIATYPE": own.media_type,
        "SHA256": exhibit.object,
        "DATERCVD": deposits[0].at,
        "LOGENTRIES": _joined(str(each.position) for each in deposits),
        "DERIVEDFROM": _joined(each.derived_from or "" for each in deposits),
        "EXCULPATORY": "Y" if any(each.get("exculpatory") for each in before) else "",
        "TEXTNOTE": produced.notes.get(number, ""),
        "NATIVEPATH": own.path.replace("/", "\\"),
        "TEXTPATH": f"TEXT\\{number}.txt" if number in produced.texts else "",
    }
    if told.is_told:
        record["CUSTODIAN"] = _joined(str(about.get("source") or "") for about in said)
        for column, field in _CUSTODY.items():
            record[column] = _joined(_plain(each.get(field, "")) for each in before)
    return record


def _image_lines(number: ExhibitId, count: int) -> list[str]:
    lines = []
    for page in range(1, count + 1):
        key = _key(number, page)
        first = f"Y,,,{count}" if page == 1 else ",,,"
        lines.append(f"{key},{VOLUME},IMAGES\\{number}\\{key}.jpg,{first}\r\n")
    return lines


def _key(number: ExhibitId, page: int) -> str:
    """Return how a page is cited."""
    return f"{number}-{page:04d}"


def _line(fields: Iterable[str]) -> str:
    return _BETWEEN.join(f"{_QUOTE}{_field(field)}{_QUOTE}" for field in fields) + "\r\n"


def _field(text: str) -> str:
    """Return text without what has a meaning in the table: there is no way to write those letters in it."""
    for letter in (_QUOTE, _BETWEEN, _NEW_LINE):
        text = text.replace(letter, _LOST)
    return _NEW_LINE.join(text.splitlines())


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(each for each in words if each))


def _plain(said: object) -> str:
    return "; ".join(map(str, said)) if isinstance(said, list) else str(said)


def _text(reading: Reading, count: int) -> str:
    """Return what was read: pages with a form feed between them, or passages, or rows with tabs between cells."""
    numbered = {
        int(each.at[5:]): each.text
        for each in reading.passages
        if each.at[:5] == "page=" and each.at[5:].isdecimal()
    }
    if numbered and len(numbered) == len(reading.passages):
        return "\f".join(numbered.get(page, "") for page in range(1, max(count, *numbered) + 1))
    if reading.passages:
        return "\n\n".join(each.text for each in reading.passages)
    lines: list[str] = []
    header: tuple[str, ...] = ()
    for row in reading.rows:
        own = tuple(title for title, _ in row.cells)
        lines += [_tabbed(own)] if own != header and any(own) else []
        lines.append(_tabbed(value for _, value in row.cells))
        header = own
    return "\n".join(lines)


def _tabbed(cells: Iterable[str]) -> str:
    return "\t".join(" ".join(each.split()) for each in cells)
