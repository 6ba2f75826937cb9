"""The members of a zip file, read from its central directory. Runs in the child.

Our own reader, because the library's believes the archive: it refuses a whole archive for one name that is not the
UTF-8 it claims to be, keeps no name's bytes, and tells overlapping members in new versions only. The format is
PKWARE's APPNOTE 6.3.10; sections stand beside what follows them.
"""

import bz2
import dataclasses
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from sijill.read.plain import Unreadable

_END: Final = struct.Struct("<4s4H2LH")  # 4.3.16
_LOCATOR: Final = struct.Struct("<4sLQL")  # 4.3.15
_END_64: Final = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")  # 4.3.12
_LOCAL: Final = struct.Struct("<4s5H3L2H")  # 4.3.7
_LONGEST_COMMENT: Final = 0xFFFF
_PIECE: Final = 256 << 10

_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000  # 4.4.4
_UNIX: Final = 3  # 4.4.2
_TIME_FIELD: Final = 0x5455


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the central directory says of one member."""

    name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    """Bytes of its data in the archive."""
    size: int
    """Bytes, as declared."""
    begins: int
    """Where its local header stands in the file."""
    mode: int
    """As Unix has it; 0 when nobody said."""
    clock: tuple[int, int]
    """Date and time as DOS writes them, without a zone."""
    seconds: int | None
    """Since 1970, where the archive says so."""

    @property
    def kind(self) -> str:
        """Why it is no regular file that can be read, in the words of an intake; empty when it is one."""
        if self.name.endswith(b"/") and not self.size:
            return "a_folder"
        if stat.S_ISLNK(self.mode):
            return "a_link"
        if stat.S_IFMT(self.mode) not in {0, stat.S_IFREG}:
            return "a_device"
        if self.flags & _ENCRYPTED:
            return "encrypted"
        return "" if self.method in _UNPACKERS else "packed_otherwise"


def entries(handle: BinaryIO, most: int) -> Iterator[Entry]:
    """Yield at most so many entries; Unreadable when there is no directory where one should be."""
    begins, ends, shift = _directory(handle)
    handle.seek(begins)
    for _ in range(most):
        if handle.tell() >= ends:
            return
        yield _entry(handle, shift)
    if handle.tell() < ends:
        raise Unreadable("too_many_members")


def data_at(handle: BinaryIO, entry: Entry) -> int | None:
    """Return where the data of a member begins; None when no local header stands where it should."""
    handle.seek(entry.begins)
    head = handle.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        return None
    *_, name, extra = _LOCAL.unpack(head)
    return entry.begins + _LOCAL.size + int(name) + int(extra)


def pieces(handle: BinaryIO, entry: Entry, at: int) -> Iterator[bytes]:
    """Yield a member's bytes, never more than it declares; Unreadable when they are not those that it declares."""
    size, checksum = 0, 0
    try:
        for piece in _UNPACKERS[entry.method](_packed(handle, at, entry.packed)):
            size += len(piece)
            if size > entry.size:
                raise Unreadable("lying_size")
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except (zlib.error, OSError, EOFError, ValueError) as error:
        raise Unreadable("broken_member") from error
    if size != entry.size:
        raise Unreadable("broken_member")
    if checksum != entry.checksum:
        raise Unreadable("wrong_checksum")


def _directory(handle: BinaryIO) -> tuple[int, int, int]:
    """Return where the directory begins and ends, and how far the archive is shifted by what stands before it."""
    length = handle.seek(0, 2)
    start = max(0, length - _END.size - _LONGEST_COMMENT)
    handle.seek(start)
    tail = handle.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or place + _END.size > len(tail):
        raise Unreadable("cut_off")
    _, disk, first_disk, _, _, size, offset, _ = _END.unpack_from(tail, place)
    ends = start + place
    locator = place - _LOCATOR.size
    if locator >= 0 and tail.startswith(b"PK\x06\x07", locator):
        size, offset, ends = _end_64(handle, ends - _LOCATOR.size)
    elif (disk or first_disk) and disk != 0xFFFF:
        raise Unreadable("one_of_several")
    begins = ends - size
    if begins < offset or begins < 0:
        raise Unreadable("broken_archive")
    return begins, ends, begins - offset


def _end_64(handle: BinaryIO, locator: int) -> tuple[int, int, int]:
    """Return size and offset of the directory, and where the record that tells them stands, right before the locator."""
    at = locator - _END_64.size
    if at < 0:
        raise Unreadable("broken_archive")
    handle.seek(at)
    signature, *_, size, offset = _END_64.unpack(handle.read(_END_64.size))
    if signature != b"PK\x06\x06":
        raise Unreadable("broken_archive")
    return size, offset, at


def _entry(handle: BinaryIO, shift: int) -> Entry:
    head = handle.read(_CENTRAL.size)
    if len(head) < _CENTRAL.size or not head.startswith(b"PK\x01\x02"):
        raise Unreadable("broken_archive")
    (
        _,
        made,
        _,
        flags,
        method,
        time,
        date,
        checksum,
        packed,
        size,
        name,
        extra,
        comment,
        _,
        _,
        outside,
        offset,
    ) = _CENTRAL.unpack(head)
    raw, fields = handle.read(name), dict(_fields(handle.read(extra)))
    handle.seek(comment, 1)
    wide = memoryview(fields.get(0x1, b""))
    size, wide = _wide(size, wide)
    packed, wide = _wide(packed, wide)
    offset, wide = _wide(offset, wide)
    told = fields.get(_TIME_FIELD, b"")
    return Entry(
        name=raw,
        flags=flags,
        method=method,
        checksum=checksum,
        packed=packed,
        size=size,
        begins=offset + shift,
        mode=outside >> 16 if made >> 8 == _UNIX else 0,
        clock=(date, time),
        seconds=struct.unpack_from("<l", told, 1)[0] if len(told) >= 5 and told[0] & 1 else None,
    )


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _wide(value: int, fields: memoryview) -> tuple[int, memoryview]:
    """Return a number that stands in the field for large archives where it does not fit (4.5.3), and what is left."""
    if value != 0xFFFFFFFF or len(fields) < 8:
        return value, fields
    return int.from_bytes(fields[:8], "little"), fields[8:]


def _packed(handle: BinaryIO, at: int, length: int) -> Iterator[bytes]:
    handle.seek(at)
    while length > 0:
        piece = handle.read(min(_PIECE, length))
        if not piece:
            raise EOFError
        length -= len(piece)
        yield piece


def _stored(packed: Iterator[bytes]) -> Iterator[bytes]:
    return packed


def _deflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        rest = piece
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
    while not unpacker.eof:
        # What is left inside comes piece by piece too: a little input can hold much.
        piece = unpacker.decompress(b"", _PIECE)
        if not piece:
            raise EOFError
        yield piece


def _bzipped(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = bz2.BZ2Decompressor()
    for piece in packed:
        rest = piece
        while not unpacker.eof:
            yield unpacker.decompress(rest, _PIECE)
            rest = b""
            if unpacker.needs_input:
                break
    if not unpacker.eof:
        raise EOFError


_UNPACKERS: Final[dict[int, Callable[[Iterator[bytes]], Iterator[bytes]]]] = {
    0: _stored,
    8: _deflated,
    12: _bzipped,
}
"""By method (4.4.5)."""
