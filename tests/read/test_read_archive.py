"""Members of archives: as the archive holds them, within bounds, and nothing of a member believed."""

import bz2
import contextlib
import gzip
import io
import lzma
import random
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from packing import deflated, raw_zip, tarred, zipped
from sijill.read import unpacked, zip_members
from sijill.read.archive import members
from sijill.read.plain import Unreadable
from sijill.read.unpacked import ALWAYS, RATIO, members_of, most_bytes

if TYPE_CHECKING:
    from sijill.read.zip_members import Entry

REG = tarfile.REGTYPE
MOST = 1 << 20
Got = list[tuple[bytes, bytes | str]]
"""Each member's path, and its bytes or why it has none."""


def _unpacked(content: bytes, name: str = "a.bin", most: int = MOST) -> tuple[Got, str]:
    """Return what comes out, and what is wrong with the archive."""
    got: Got = []
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            for member, pieces in members(Path(file.name), name, most):
                if member.key:
                    got.append((member.path, member.key))
                    continue
                try:
                    got.append((member.path, b"".join(pieces)))
                except Unreadable as error:
                    got.append((member.path, error.key))
        except Unreadable as error:
            return got, error.key
    return got, ""


_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30).filter(
    lambda name: not name.endswith("/")
)
_RAW_NAMES = st.binary(min_size=1, max_size=150).map(lambda raw: raw.replace(b"\0", b"-").strip(b"/") or b"x")
_CONTENTS = st.lists(st.tuples(_NAMES, st.binary(max_size=2000)), max_size=5)


@given(members=_CONTENTS, how=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
def test_what_the_library_zips_comes_out(members: list[tuple[str, bytes]], how: int) -> None:
    """Names, also twice the same, and bytes come out as they went in, in order."""
    got, problem = _unpacked(zipped(members, how))
    documents = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
    if not documents & {name for name, _ in members}:
        assert (got, problem) == ([(name.encode(), content) for name, content in members], "")


@given(
    members=st.lists(
        st.tuples(_RAW_NAMES, st.binary(max_size=2000)),
        min_size=1,
        max_size=4,
    ),
    mode=st.sampled_from(["w", "w:gz", "w:bz2", "w:xz"]),
)
@example(members=[(b"Rar!\x1a\x07", b"a")], mode="w")
@example(members=[(b"PK\x03\x04", b"a")], mode="w")
@example(members=[(b"\x1f\x8b\x08", b"a")], mode="w")
def test_what_the_library_tars_comes_out(members: list[tuple[bytes, bytes]], mode: str) -> None:
    """Names of any bytes, and contents, come out as they went in, however they are packed."""
    got, problem = _unpacked(tarred([(name, REG, content) for name, content in members], mode))
    assert (got, problem) == (members, "")


@given(
    cut=st.integers(0, 5000),
    mode=st.sampled_from(["w", "w:gz", "w:bz2", "w:xz", "zip"]),
)
def test_an_archive_cut_anywhere_tells_it(cut: int, mode: str) -> None:
    """Cut off at any byte: every member that comes out whole is whole, and the archive never passes as whole."""
    seed = random.Random(5).randbytes(3000)
    named = [("a", seed), ("b", seed[::-1])]
    whole = zipped(named) if mode == "zip" else tarred([(n.encode(), REG, c) for n, c in named], mode)
    # Behind a tar's two blocks of zeros stand only more of them.
    if mode == "w":
        whole = whole[: 2 * (512 + 3072) + 512]
    content = whole[: min(cut, len(whole) - 1)]
    got, problem = _unpacked(content)
    assert problem
    for name, found in got:
        assert isinstance(found, str) or found == dict(named)[name.decode()]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b""]),
)
def test_rubbish_is_told_and_nothing_else(rubbish: bytes, start: bytes) -> None:
    """Any bytes behind any beginning: a word for what is wrong, never another error."""
    got, problem = _unpacked(start + rubbish)
    assert problem or all(isinstance(found, str) for _, found in got) or got == []


@given(st.data())
def test_a_changed_byte_never_passes_as_the_member(data: st.DataObject) -> None:
    """Any byte of a zip changed: what comes out as whole has the checksum that the archive gives for it."""
    content = bytearray(zipped([("a", b"first " * 40), ("b", b"second " * 40)]))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with Path(file.name).open("rb") as handle:
            found: list[Entry] = []
            with contextlib.suppress(Unreadable):
                found.extend(zip_members.entries(handle, 9))
    told = {each.name: each.checksum for each in found}
    got, _ = _unpacked(bytes(content))
    for name, content_ in got:
        assert isinstance(content_, str) or zlib.crc32(content_) == told[name]


@pytest.mark.parametrize(
    "name",
    ["شهادة.txt".encode("cp1256"), "تقرير".encode("cp720"), bytes(range(128, 256)), b"a\nb", b"\xff\xfe"],
)
@pytest.mark.parametrize("flags", [0, 0x800])
def test_names_are_bytes(name: bytes, flags: int) -> None:
    """A name of any encoding comes out byte for byte, also where the archive says that it is UTF-8."""
    assert _unpacked(raw_zip([{"name": name, "data": b"x", "flags": flags}])) == ([(name, b"x")], "")


HOSTILE = {
    "link": ({"name": b"l", "data": b"/etc/passwd", "mode": 0o120777}, "a_link"),
    "device": ({"name": b"d", "mode": 0o020666}, "a_device"),
    "encrypted": ({"name": b"e", "data": b"12bytes-head", "flags": 1}, "encrypted"),
    "method": ({"name": b"m", "data": b"x", "method": 99}, "packed_otherwise"),
    "longer": ({"name": b"s", "data": deflated(b"0" * 5000), "method": 8, "size": 10}, "lying_size"),
    "shorter": ({"name": b"s", "data": deflated(b"0" * 50), "method": 8, "size": 60}, "broken_member"),
    "checksum": ({"name": b"c", "data": b"x", "checksum": 1}, "wrong_checksum"),
    "bomb": ({"name": b"b", "data": deflated(bytes(MOST + 1)), "method": 8, "size": MOST + 1}, "too_large"),
    "nowhere": ({"name": b"n", "data": b"x", "begins": 1}, "broken_member"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_member_is_named_and_the_next_one_read(name: str) -> None:
    """Links, devices, encrypted, lying and damaged members have a word each, and those beside them come out."""
    member, key = HOSTILE[name]
    sound = {"name": b"good", "data": b"good"}
    got, problem = _unpacked(raw_zip([sound, member, {**sound, "name": b"last"}]))
    assert (got, problem) == ([(b"good", b"good"), (member["name"], key), (b"last", b"good")], "")


def test_members_that_share_bytes_are_all_left_out() -> None:
    """Of members that overlap, and there are bombs made so, none is read; others are."""
    bomb = {
        "name": b"a",
        "data": deflated(b"0" * 900),
        "method": 8,
        "size": 900,
        "checksum": zlib.crc32(b"0" * 900),
    }
    twin = {**bomb, "name": b"b", "begins": 0}
    got, problem = _unpacked(raw_zip([bomb, twin, {"name": b"c", "data": b"c"}]))
    assert (got, problem) == ([(b"a", "overlapping"), (b"b", "overlapping"), (b"c", b"c")], "")


def test_an_archive_for_large_files_is_read(tmp_path: Path) -> None:
    """Sizes and places in the fields for archives beyond 4 GiB are read from there."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as large:
        with large.open("a", "w", force_zip64=True) as member:
            member.write(b"content")
        large.writestr("b", b"next")
    # As a writer does that knows no size before the end: everything in the directory at its highest, the truth beside.
    path = tmp_path / "large.zip"
    path.write_bytes(_widened(out.getvalue()))
    with zipfile.ZipFile(path) as seen:
        assert seen.read("b") == b"next"
    assert _unpacked(path.read_bytes()) == ([(b"a", b"content"), (b"b", b"next")], "")


def _widened(content: bytes) -> bytes:
    """The same zip with every number of its directory in the fields of zip64."""
    import struct

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found, begins = archive.infolist(), archive.start_dir
    central = b""
    for each in found:
        extra = struct.pack("<2H3Q", 1, 24, each.file_size, each.compress_size, each.header_offset)
        wide = (0xFFFFFFFF, 0xFFFFFFFF)
        central += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 45, 45, each.flag_bits, each.compress_type, 0, 33, each.CRC, *wide),
            *(len(each.filename), len(extra), 0, 0, 0, 0, 0xFFFFFFFF),
        )
        central += each.filename.encode() + extra
    count = len(found)
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(central), begins)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, begins + len(central), 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:begins] + central + end + locator + last


def test_links_and_devices_of_a_tar_are_named() -> None:
    """What is no regular file has its word, and paths that lead out are told as they stand."""
    got, problem = _unpacked(
        tarred(
            [
                (b"../up", REG, b"1"),
                (b"/tmp/abs", REG, b"2"),
                (b"sl", tarfile.SYMTYPE, b"/etc/passwd"),
                (b"hl", tarfile.LNKTYPE, b"../up"),
                (b"dev", tarfile.CHRTYPE, b""),
                (b"fifo", tarfile.FIFOTYPE, b""),
                (b"folder", tarfile.DIRTYPE, b""),
                ("شهادة".encode("cp1256"), REG, b"3"),
                (b"../up", REG, b"4"),
            ]
        )
    )
    assert problem == ""
    assert got == [
        (b"../up", b"1"),
        (b"/tmp/abs", b"2"),
        (b"sl", "a_link"),
        (b"hl", "a_hard_link"),
        (b"dev", "a_device"),
        (b"fifo", "a_pipe"),
        (b"folder", "a_folder"),
        ("شهادة".encode("cp1256"), b"3"),
        (b"../up", b"4"),
    ]


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_packed_tar_is_bounded_as_a_whole(mode: str) -> None:
    """What is skipped counts too: no more than the bound is ever unpacked."""
    content = tarred([(b"a", REG, b"small"), (b"zeros", REG, bytes(MOST)), (b"c", REG, b"x")], mode)
    got, problem = _unpacked(content)
    assert got[0] == (b"a", b"small")
    assert "too_large" in (problem, got[-1][1])


def test_a_damaged_header_is_not_taken_for_the_end() -> None:
    """A header with a wrong checksum in the middle is told; the library would end there in silence."""
    content = bytearray(tarred([(b"a", REG, b"first"), (b"b", REG, b"second")]))
    content[1024 + 3] ^= 1
    assert _unpacked(bytes(content)) == ([(b"a", b"first")], "cut_off")


@pytest.mark.parametrize(
    ("pack", "ending"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")]
)
def test_a_single_packed_file_has_one_member(pack: object, ending: str) -> None:
    """A packed file that is no tar is its own only member, under its name without the ending."""
    packed = pack(b"name;age\n")  # type: ignore[operator]  # one of three functions
    assert _unpacked(packed, f"قائمة.csv.{ending}") == ([("قائمة.csv".encode(), b"name;age\n")], "")
    assert _unpacked(pack(bytes(MOST + 1)), "x.gz")[0][0][1] == "too_large"  # type: ignore[operator]  # as above


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")]), "a_document"),
        (zipped([("mimetype", b"application/epub+zip")]), "a_document"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(600), "foreign_archive"),
        (b"Rar!\x1a\x07\x00" + bytes(600), "foreign_archive"),
        (raw_zip([{"name": b"a", "data": b"x"}], directory=False), "cut_off"),
        (b"PK\x05\x06" + bytes(18), ""),
    ],
)
def test_what_is_not_unpacked_says_why(content: bytes, key: str) -> None:
    """Documents stay whole, foreign and cut archives are told, an empty zip is empty."""
    assert _unpacked(content) == ([], key)


def test_more_members_than_the_bound_are_told(tmp_path: Path) -> None:
    """The first ones come out; that there were more is said."""
    named = [(str(number), b"x") for number in range(5)]
    path = tmp_path / "a"
    for content in (zipped(named), tarred([(name.encode(), REG, each) for name, each in named])):
        path.write_bytes(content)
        got: list[bytes] = []
        with pytest.raises(Unreadable, match="too_many_members"):
            got.extend(member.path for member, _ in members(path, "a", MOST, 3))
        assert got == [b"0", b"1", b"2"]


def test_times_are_told_as_the_archive_has_them(tmp_path: Path) -> None:
    """A zip has a time without a zone, a tar one in UTC; what is no date is not made one."""
    for name, content, told in (
        ("a.zip", zipped([("a", b"")]), "2016-04-05T06:07:08"),
        ("a.tar", tarred([(b"a", REG, b"")]), "2016-04-05T06:07:08Z"),
        ("b.zip", raw_zip([{"name": b"a"}]), ""),
    ):
        (tmp_path / name).write_bytes(content)
        [(member, _)] = members(tmp_path / name, name, MOST)
        assert member.changed == told


def test_the_child_gives_what_stands_in_the_archive(tmp_path: Path) -> None:
    """Through the child: the same members and bytes, those passed over without; a bad member raises at its end."""
    path = tmp_path / "a.zip"
    path.write_bytes(
        raw_zip(
            [
                {"name": b"a", "data": b"one"},
                {"name": b"b", "data": b"two", "checksum": 1},
                {"name": b"c", "data": b"three"},
                {"name": b"d/"},
            ]
        )
    )
    got: list[tuple[int, bytes | str | None]] = []
    keys: list[str] = []
    for member, pieces in members_of(path, "a.zip", most=MOST, done={0}):
        try:
            got.append((member.index, None if pieces is None else b"".join(pieces)))
        except Unreadable as error:
            got.append((member.index, error.key))
        keys.append(member.key)
    assert got == [(0, None), (1, "wrong_checksum"), (2, b"three"), (3, None)]
    assert keys == ["", "", "", "a_folder"]


@pytest.mark.parametrize(
    "answers",
    [
        b"",
        b"rubbish\n",
        b"[]\n",
        b'{"index": "x"}\n',
        b'{"end": "nonsense"}\n',
        b'{"index": 0, "path": "zz", "size": 1, "changed": "", "key": "", "told": true}\n',
        b'{"index": 0, "path": "61", "size": 1, "changed": "", "key": "", "told": true}\n\xff\xff\xff\xff',
        b'{"index": 0, "path": "61", "size": 1, "changed": "", "key": "", "told": true}\n\0\0\0\x09abc',
    ],
)
def test_a_child_that_was_taken_over_is_believed_nothing(
    answers: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a child answers that is no answer of ours ends the unpacking with one word."""
    import subprocess
    import sys

    def start(*_given: object) -> object:
        line = f"import sys; sys.stdout.buffer.write({answers!r})"
        process = subprocess.Popen(
            [sys.executable, "-c", line],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        return process, process.stdin, process.stdout

    monkeypatch.setattr(unpacked, "start", start)
    with pytest.raises(Unreadable) as caught:
        [b"".join(pieces or ()) for _, pieces in members_of(tmp_path / "a", "a", most=MOST)]
    assert caught.value.key == "parser_died"


def test_a_child_that_gives_too_much_is_stopped(tmp_path: Path) -> None:
    """The bound of bytes holds on our side too."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("a", bytes(3000))]))
    [(_, pieces)] = [(each, b"".join(got or ())) for each, got in members_of(path, "a", most=3000)]
    assert len(pieces) == 3000


def test_bounds_grow_with_the_archive_and_end_at_the_disk() -> None:
    """Small archives may hold what always fits, large ones so many times their size, none more than half of the disk."""
    assert most_bytes(10, 1 << 50) == ALWAYS
    assert most_bytes(1 << 30, 1 << 50) == RATIO << 30
    assert most_bytes(1 << 30, 1 << 30) == 1 << 29
