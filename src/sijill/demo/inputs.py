"""The made-up country as a folder of files, with who handed each in and on which terms."""

import dataclasses
import datetime as dt
import enum
import os
from collections.abc import Iterator
from pathlib import Path

from sijill.demo.country import AS_OF, Country
from sijill.demo.files_document import report, testimony
from sijill.demo.files_list import list_file
from sijill.demo.files_screening import screening_files
from sijill.demo.photos import photos
from sijill.demo.pools import load
from sijill.demo.truth import truth_files


class InputKind(enum.StrEnum):
    """What a file is, and so which stage it is for."""

    LIST = "list"
    STATEMENT = "statement"
    DOCUMENT = "document"
    TESTIMONY = "testimony"
    PHOTO = "photo"
    LISTINGS = "listings"
    PARTIES = "parties"
    OWNERSHIP = "ownership"


class Access(enum.StrEnum):
    """Who may see a deposit."""

    TEAM = "team"
    PUBLIC = "public"


class Consent(enum.StrEnum):
    """What the source agreed to."""

    PUBLISHED = "published"
    """Published by its author; nobody else's consent is needed."""
    COUNTING = "counting"
    """Given for search, linkage and counting; not for publication."""
    WITNESS = "witness"
    """Given by a witness for search and counting, publication refused: never public."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file that the demonstration hands in."""

    path: Path
    name: str
    """Relative to the folder, with forward slashes; as ``truth/records.csv`` names it."""
    kind: InputKind
    source_ar: str
    source_en: str
    access: Access
    consent: Consent
    language: str = "ar"
    date: str = ""
    """Of the document itself, ISO; empty where it has none."""
    list_code: str = ""
    """Of a list: the two letters that its records' ids begin with."""
    has_duplicates: bool = False
    """Of a list: whether it may hold a person more than once."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All files of a made-up country."""

    folder: Path
    as_of: dt.date
    files: tuple[InputFile, ...]
    """Sorted by kind in the order of ``InputKind``, then in the order of the country."""
    listings: Path
    """The folder with one folder for each date of the list."""
    truth: Path
    """The folder with the right answers; nothing in it is an input."""

    def of(self, kind: InputKind) -> tuple[InputFile, ...]:
        """Return the files of one kind."""
        return tuple(file for file in self.files if file.kind is kind)


def write_inputs(country: Country, folder: Path) -> Inputs:
    """Write all files of ``country`` below ``folder`` (made if missing) and return what they are.

    The same country gives the same bytes of every file. Each file is written beside its place and renamed,
    so that none is ever half there; a file of the same name is replaced.
    """
    contents = _contents(country)
    for name, content in {**contents, **truth_files(country)}.items():
        _put(folder / name, content)
    order = list(InputKind)
    files = sorted(_describe(country, folder, contents), key=lambda file: order.index(file.kind))
    return Inputs(
        folder=folder, as_of=AS_OF, files=tuple(files), listings=folder / "listings", truth=folder / "truth"
    )


def _contents(country: Country) -> dict[str, bytes]:
    texts = load("documents")
    return {
        **{book.form.file: list_file(book) for book in country.books},
        **{statement.file: statement.text.encode() for statement in country.statements},
        texts["report"]["file"]: report(country),
        texts["testimony"]["file"]: testimony(country),
        **photos(seed=country.seed),
        **screening_files(country.screening),
    }


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    os.replace(beside, path)  # noqa: PTH105  # Path.replace returns a path that nobody wants


def _describe(country: Country, folder: Path, contents: dict[str, bytes]) -> Iterator[InputFile]:
    yield from _lists(country, folder)
    yield from _statements(country, folder)
    texts, sources = load("documents"), load("sources")
    yield _file(
        folder,
        texts["report"]["file"],
        InputKind.DOCUMENT,
        sources["report"],
        access=Access.PUBLIC,
        date=texts["report"]["date"],
    )
    account = texts["testimony"]
    told = _file(folder, account["file"], InputKind.TESTIMONY, sources["testimony"], date=account["date"])
    yield dataclasses.replace(told, consent=Consent.WITNESS)
    kinds = {
        "photos/": (InputKind.PHOTO, "photos", Access.TEAM),
        "listings/": (InputKind.LISTINGS, "listings", Access.PUBLIC),
        "screening/parties": (InputKind.PARTIES, "screening", Access.TEAM),
        "screening/ownership": (InputKind.OWNERSHIP, "screening", Access.TEAM),
    }
    for prefix, (kind, source, access) in kinds.items():
        for name in contents:
            if name.startswith(prefix):
                yield _file(folder, name, kind, sources[source], access=access)


def _lists(country: Country, folder: Path) -> Iterator[InputFile]:
    for book in country.books:
        form = book.form
        file = _file(folder, form.file, InputKind.LIST, {"ar": form.ar, "en": form.en})
        yield dataclasses.replace(
            file,
            list_code=form.code,
            has_duplicates=form.duplicates > 0,
            language="en" if form.form == "pdf" else "ar",
        )


def _statements(country: Country, folder: Path) -> Iterator[InputFile]:
    for statement in country.statements:
        source = {"ar": statement.speaker_ar, "en": statement.speaker_en}
        file = _file(
            folder,
            statement.file,
            InputKind.STATEMENT,
            source,
            access=Access.PUBLIC,
            date=statement.date,
        )
        yield dataclasses.replace(file, language=statement.language)


def _file(
    folder: Path,
    name: str,
    kind: InputKind,
    source: dict[str, str],
    *,
    access: Access = Access.TEAM,
    date: str = "",
) -> InputFile:
    return InputFile(
        path=folder / name,
        name=name,
        kind=kind,
        source_ar=source["ar"],
        source_en=source["en"],
        access=access,
        consent=Consent.PUBLISHED if access is Access.PUBLIC else Consent.COUNTING,
        date=date,
    )
