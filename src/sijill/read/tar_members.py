"""The members of a tar file, packed or not, in one pass. Runs in the child."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from tarfile import HeaderError
from typing import IO, Any, BinaryIO, Final, cast

from sijill.read.plain import Unreadable

BLOCK: Final = tarfile.BLOCKSIZE
_END: Final = "EOFHeaderError"
"""What the library calls a block of zeros, with which an archive ends; its class is not in its public names."""
_PIECE: Final = 256 << 10
_PACKED: Final = ((b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
DAMAGE: Final = (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
"""What the library raises over damaged archives; ValueError for numbers that are none."""


class Bounded:
    """An open file that gives no more than so many bytes, whoever reads it for whatever reason."""

    def __init__(self, handle: IO[bytes], most: int) -> None:
        """Count from the beginning."""
        self._handle, self._left = handle, most

    def read(self, size: int = -1) -> bytes:
        """Return what the file gives; Unreadable once it has given too much."""
        piece = self._handle.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable("too_large")
        return piece


class _Header(tarfile.TarInfo):
    """A header that is damaged, or where nothing more stands, is an error: the library takes it for the end."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> "_Header":  # Any: the library's archive
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            if type(error).__name__ == _END:
                raise
            raise Unreadable("cut_off") from error


def packing(head: bytes) -> str:
    """Return how a file that begins like this is packed: gz, bz2, xz, or empty."""
    return next((name for start, name in _PACKED if head.startswith(start)), "")


def unpacked(handle: BinaryIO, how: str) -> IO[bytes]:
    """Return what unpacks an open file as it is read."""
    if how == "gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=handle, mode="rb"))
    if how == "bz2":
        return bz2.BZ2File(handle)
    return lzma.LZMAFile(handle) if how == "xz" else handle


def begins_tar(block: bytes) -> bool:
    """Return whether a block is the header of a tar file."""
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def headers(source: Bounded) -> Iterator[tuple[tarfile.TarInfo, Iterator[bytes]]]:
    """Yield header and bytes of each member, in order; Unreadable where the archive is damaged or ends too early."""
    try:
        # The whole of what is packed is bounded, names and all that is skipped included.
        stream = cast("BinaryIO", source)  # Only ``read`` is asked of it.
        with tarfile.open(
            fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8", errors="surrogateescape"
        ) as archive:
            while (header := archive.next()) is not None:
                yield header, _pieces(archive, header)
                vars(archive)["members"].clear()  # Else every header stays in memory.
    except DAMAGE as error:
        raise Unreadable("cut_off") from error


def whole(source: Bounded) -> Iterator[bytes]:
    """Yield what stands in a packed file that is no tar."""
    try:
        while piece := source.read(_PIECE):
            yield piece
    except DAMAGE as error:
        raise Unreadable("broken_member") from error


def kind(header: tarfile.TarInfo) -> str:
    """Return why a member is no regular file, in the words of an intake; empty when it is one."""
    if header.isdir():
        return "a_folder"
    if header.issym():
        return "a_link"
    if header.islnk():
        return "a_hard_link"
    if header.isfifo():
        return "a_pipe"
    return "" if header.isreg() else "a_device"


def _pieces(archive: tarfile.TarFile, header: tarfile.TarInfo) -> Iterator[bytes]:
    try:
        handle = archive.extractfile(header)
        size = 0
        while handle and (piece := handle.read(_PIECE)):
            size += len(piece)
            yield piece
    except DAMAGE as error:
        raise Unreadable("cut_off") from error
    if size != header.size:
        raise Unreadable("cut_off")
