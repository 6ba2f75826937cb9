"""Archives, sound and hostile, made by hand where no library makes such a thing."""

import io
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any


def zipped(members: Sequence[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these names and contents; a name may stand in it twice."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", how) as archive:
        warnings.simplefilter("ignore")  # The same name twice is what is wanted.
        for name, content in members:
            info = zipfile.ZipInfo(name, (2016, 4, 5, 6, 7, 8))
            info.compress_type = how
            archive.writestr(info, content)
    return out.getvalue()


def raw_zip(
    members: Sequence[Mapping[str, Any]], *, directory: bool = True
) -> bytes:  # Any: of each field its own
    """A zip file whose every field can lie.

    Of each member: ``name`` in bytes, ``data`` as it lies in the archive, and where they differ from what is true
    ``flags``, ``method``, ``size``, ``packed``, ``checksum``, ``mode``, ``begins`` (where its header is said to stand).
    """
    body, central = b"", b""
    for each in members:
        name, data = each["name"], each.get("data", b"")
        told = {"flags": 0, "method": 0, "size": len(data), "packed": len(data), "checksum": zlib.crc32(data)}
        told |= {key: value for key, value in each.items() if key in told}
        begins = each.get("begins", len(body))
        if "begins" not in each:
            head = (20, told["flags"], told["method"], 0, 0, told["checksum"], told["packed"], told["size"])
            body += struct.pack("<4s5H3L2H", b"PK\x03\x04", *head, len(name), 0) + name + data
        central += struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            3 << 8 | 20,
            20,
            *(told["flags"], told["method"], 0, 0, told["checksum"], told["packed"], told["size"]),
            *(len(name), 0, 0, 0, 0),
            each.get("mode", 0o100644) << 16,
            begins,
        )
        central += name
    if not directory:
        return body
    count = len(members)
    return (
        body
        + central
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(central), len(body), 0)
    )


def deflated(content: bytes) -> bytes:
    """Content as it lies in a zip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def tarred(members: Sequence[tuple[bytes, bytes, bytes]], mode: str = "w") -> bytes:
    """A tar file, packed as ``mode`` says, of names in bytes, types of tarfile, and contents or places pointed to."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, encoding="utf-8", errors="surrogateescape") as archive:  # type: ignore[call-overload]  # a mode
        for name, kind, content in members:
            info = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
            info.type, info.mtime = kind, 1_459_836_428
            if kind == tarfile.REGTYPE:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                info.linkname = content.decode()
                archive.addfile(info)
    return out.getvalue()
