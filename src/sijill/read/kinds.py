"""What kind of file this is, by its first bytes, its inside, and last by its name."""

import zipfile
from pathlib import Path
from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_SUFFIXES: Final = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".md": "text",
    ".jpg": "image",
    ".jpeg": "image",
    ".png": "image",
    ".gif": "image",
    ".tif": "image",
    ".tiff": "image",
}


KINDS: Final = ("text", "csv", "xlsx", "docx", "pdf", "image", "other")
"""All that ``kind_of`` may return."""


def kind_of(path: Path, name: str) -> str:
    """Return text, csv, xlsx, docx, pdf, image or other.

    ``name`` is the name that the file was handed in under. A file that is called a document but does not
    begin like one keeps the kind of its name, so that reading it says what is wrong with it.
    """
    with path.open("rb") as handle:
        head = handle.read(4096)
    by_name = _SUFFIXES.get(Path(name).suffix.lower(), "")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(path) or by_name or "other"
    return by_name or ("text" if _looks_like_text(head) else "other")


def begins_like_picture(path: Path) -> bool:
    """Return whether a file begins like a JPEG, PNG, GIF or TIFF."""
    with path.open("rb") as handle:
        head = handle.read(16)
    return any(head.startswith(signature) for signature, kind in _SIGNATURES if kind == "image")


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""


def _looks_like_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3
    return True
