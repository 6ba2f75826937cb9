"""One file to a reading. Runs inside the child process only: nothing here is trusted to come back."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sijill.model.reading import Passage, Reading
from sijill.read.kinds import kind_of
from sijill.read.pdf import read_pdf
from sijill.read.picture import read_picture
from sijill.read.plain import Unreadable, decode, read_csv, told_of
from sijill.read.sheets import read_docx, read_xlsx
from sijill.read.warn import warnings_of


def parse(path: Path, name: str) -> Reading:
    """Return what stands in the file at ``path``, which was handed in as ``name``.

    With it comes what is dangerous in the file. A file that cannot be read gives a reading that says why; formats that nobody reads here (archives,
    films) give an empty one.
    """
    return dataclasses.replace(_read(path, name), warnings=warnings_of(path, name))


def _read(path: Path, name: str) -> Reading:
    kind = kind_of(path, name)
    reader = _READERS.get(kind)
    if reader is None:
        return Reading(kind=kind)
    try:
        return reader(path)
    except Unreadable as error:
        # A library may name the file by its path here, which is no part of what the file says.
        return Reading(kind=kind, problem=error.key, detail=error.detail.replace(str(path), name))


def _read_text(path: Path) -> Reading:
    stored = decode(path.read_bytes())
    return Reading(
        kind="text", passages=(Passage(at="text", text=stored.text),), problem=told_of(stored.encoding)
    )


def _read_csv(path: Path) -> Reading:
    stored = decode(path.read_bytes())
    return Reading(kind="csv", rows=read_csv(stored.text), problem=told_of(stored.encoding))


def _read_xlsx(path: Path) -> Reading:
    return Reading(kind="xlsx", rows=read_xlsx(path))


_READERS: Final[dict[str, Callable[[Path], Reading]]] = {
    "text": _read_text,
    "csv": _read_csv,
    "xlsx": _read_xlsx,
    "docx": read_docx,
    "pdf": read_pdf,
    "image": read_picture,
}
