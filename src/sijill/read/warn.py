"""What is dangerous in a file as it came in. Runs inside the child process only.

Words that are hidden and not gone, earlier revisions, places and names in metadata, attachments, scripts, a kind
of file that its name denies. Text that is never painted is the usual companion of a scan and is no warning by
itself.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sijill.model.reading import ExhibitWarning

_KINDS: Final = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"<html", "html"),
    (b"<!doctype html", "html"),
    (b"<svg", "svg"),
)
_NAMED: Final = {
    ".pdf": "pdf", ".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".gif": "gif", ".tif": "tiff", ".tiff": "tiff",
    ".docx": "zip", ".xlsx": "zip", ".pptx": "zip", ".odt": "zip", ".ods": "zip", ".zip": "zip", ".exe": "program",
}  # fmt: skip
"""What a file must begin like, by the ending of its name."""
_DAMAGE: Final = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, struct.error, RuntimeError,
    MemoryError,
)  # fmt: skip
"""What parsers raise over damaged files."""


def warnings_of(path: Path, name: str) -> tuple[ExhibitWarning, ...]:
    """Return what is dangerous in the file at ``path``, which was handed in as ``name``; nothing may be overlooked.

    Where a file's inside could not be looked through, that is told as ``unchecked``.
    """
    with path.open("rb") as handle:
        head = handle.read(1024)
    kind = _kind(head)
    found = list(_of_name(name, kind, head))
    look = _LOOKS.get(kind)
    if look is not None:
        try:
            found += look(path)
        except _DAMAGE:
            found.append(ExhibitWarning(key="unchecked"))
    return tuple(found)


def _kind(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, kind in _KINDS:
        if head.startswith(signature) or (signature.startswith(b"<") and start.startswith(signature)):
            return kind
    return "pdf" if b"%PDF-" in head else ""


def _of_name(name: str, kind: str, head: bytes) -> Iterator[ExhibitWarning]:
    ending = Path(name).suffix.lower()
    named = _NAMED.get(ending, "")
    if kind == "program" and named != "program":
        yield ExhibitWarning(key="program", detail=head[:4].decode("latin-1").rstrip("\x00\x03"))
    if (named and kind != named) or (ending in {".txt", ".csv", ".md"} and kind not in {"", "program"}):
        yield ExhibitWarning(key="other_type", detail=f"{ending} / {kind or '?'}")


def _of_pdf(path: Path) -> Iterator[ExhibitWarning]:
    from sijill.read.warn_pdf import warnings_of_pdf

    return warnings_of_pdf(path)


def _of_picture(path: Path) -> Iterator[ExhibitWarning]:
    from sijill.read.warn_picture import warnings_of_picture

    return warnings_of_picture(path)


_LOOKS: Final[dict[str, Callable[[Path], Iterator[ExhibitWarning]]]] = {
    "pdf": _of_pdf,
    "jpeg": _of_picture,
    "png": _of_picture,
    "gif": _of_picture,
    "tiff": _of_picture,
}
