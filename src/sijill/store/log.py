"""The append-only log of all acts: C2SP tlog-tiles, RFC 6962 hashing, a signed checkpoint for each append.

A leaf holds only a commitment, SHA-256(salt || payload); what was done, by whom and to what lies in the
payload, which can go (with its salt) while every old proof still verifies.

Order of an append: payloads, entry bundles, hash tiles, and then the checkpoint, which is the commit: what
lies beyond its size was never promised to anybody and is swept by the next append.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sijill.errors import IntegrityError, UsageError
from sijill.model.log import Act, Entry
from sijill.store import keyring, payload, travel
from sijill.store.checkpoint import Checkpoint, sign
from sijill.store.files import write_durably
from sijill.store.flush import Disk, opened, write_together
from sijill.store.layout import TOOL, Register
from sijill.store.merkle import TILE_WIDTH, Tile, complete_root, leaf_hash, tree_root
from sijill.store.note import Signer, key_name
from sijill.store.tiles import pack_entries, pack_hashes, tile_path, unpack_entries, unpack_hashes

_TIME = "%Y-%m-%dT%H:%M:%SZ"

Note = tuple[Act, dict[str, Any]]
"""An act and what it says of itself. Any: a JSON object."""


def now() -> str:
    """Return the time in UTC to the second. A log's time is a claim of the clock that wrote it."""
    return datetime.now(UTC).strftime(_TIME)


def in_utc(seconds: float) -> str:
    """Return a time that a file system tells, as ``now`` writes it; empty when it is no time of any calendar."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime(_TIME)
    except (ValueError, OverflowError, OSError):
        return ""


def current(register: Register) -> Checkpoint:
    """Return the checkpoint of the log; IntegrityError when it is missing or not signed by the register."""
    return signed(register)[0]


def signed(register: Register) -> tuple[Checkpoint, bytes]:
    """Return what ``current`` does, and the signed note itself."""
    file = register.log / "checkpoint"
    try:
        note = file.read_bytes()
        return keyring.open_checkpoint(register, note), note
    except (OSError, ValueError) as error:
        raise IntegrityError("damaged_checkpoint", path=file) from error


def start(register: Register) -> None:
    """Sign the empty log of a new register."""
    empty = Checkpoint(origin=_origin(register), size=0, root=tree_root(0, lambda _level, _index: []))
    write_durably(register.log / "checkpoint", sign(empty, keyring.signer_for(register, 0)))


def check_edge(register: Register) -> Checkpoint:
    """Return the checkpoint after comparing its root with the tiles at the log's right edge.

    IntegrityError also when a later checkpoint was kept: then the log was cut short. Quick enough for
    every opening; ``sijill verify`` reads everything.
    """
    checkpoint = current(register)
    while True:
        try:
            root = tree_root(checkpoint.size, tiles(register, checkpoint.size))
        except (OSError, ValueError, IndexError):
            root = b""
        newest = _newest_kept(register)
        if root == checkpoint.root and newest <= checkpoint.size:
            return checkpoint
        # A writer may have gone on meanwhile, and swept what the checkpoint that was read first needs.
        later = current(register)
        if later == checkpoint:
            if root == checkpoint.root:
                raise IntegrityError("log_shorter", path=register.log, found=checkpoint.size, expected=newest)
            raise IntegrityError("damaged_log", path=register.log / "tile")
        checkpoint = later


def append(
    register: Register,
    notes: Sequence[Note],
    *,
    at: str | None = None,
    prepare: Callable[[], Signer] | None = None,
) -> list[int]:
    """Append one entry for each note in one commit; return their positions. The caller holds the lock.

    ``prepare`` is called just before the checkpoint, and gives the key to sign it with: what it writes is there
    with the commit, and swept where the commit never comes. Without it, the key in force signs. UsageError for a
    travel copy: what is recorded there would be another history.
    """
    if travel.is_copy(register):
        raise UsageError("travel_copy", path=register.path)
    before = check_edge(register)
    sweep(register, before.size)
    if prepare is None:  # Asked for now: nothing is written where nothing can be signed.
        prepare = partial(_itself, keyring.signer_for(register, before.size))
    size = before.size + len(notes)
    with opened(register.path) as disk:
        leaves = _write_payloads(register, notes, before.size, at or now(), disk)
        payload.sweep(register.path, size)
        grown = _grown(register.log, before.size, leaves)
        write_together(grown, disk)
    root = tree_root(size, tiles(register, size))
    note = sign(Checkpoint(origin=_origin(register), size=size, root=root), prepare())
    write_durably(register.log / "checkpoint", note)
    keep_checkpoint(register)
    sweep(register, size)
    return list(range(before.size, size))


def _write_payloads(
    register: Register, notes: Sequence[Note], start: int, time: str, disk: Disk
) -> list[bytes]:
    """Have the payload of each note on disk; return the leaves that commit to them."""
    leaves = []
    for position, (act, about) in enumerate(notes, start=start):
        entry = Entry(position=position, at=time, act=act, tool=TOOL, actor=register.actor, about=about)
        leaves.append(payload.leaf_of(payload.write(register.path, entry)))
    payload.sync(register.path, range(start, start + len(notes)), disk)
    return leaves


def _grown(log: Path, start: int, leaves: list[bytes]) -> dict[Path, bytes]:
    """Return the bundles and tiles of a log of ``start`` entries that ``leaves`` are appended to, in order."""
    grown: dict[Path, bytes] = {}
    _extend(grown, log, "entries", start, leaves)
    hashes, level, count = [leaf_hash(each) for each in leaves], 0, start
    while hashes:
        hashes = _extend(grown, log, level, count, hashes)
        level, count = level + 1, count // TILE_WIDTH
    return grown


def keep_checkpoint(register: Register) -> None:
    """Have a copy of the current checkpoint among all that were ever issued."""
    checkpoint, note = signed(register)
    copy = register.log / "checkpoints" / str(checkpoint.size)
    if not copy.exists():
        write_durably(copy, note)


def kept_checkpoints(register: Register) -> list[Path]:
    """Return the checkpoints that were kept, by size; what has another name than a size is left out."""
    named = [
        path
        for path in (register.log / "checkpoints").glob("*")
        if path.name.isascii() and path.name.isdigit()
    ]
    return sorted(named, key=lambda path: int(path.name))


def sweep(register: Register, size: int) -> None:
    """Remove tiles that a log of ``size`` entries does not need or does not reach, and unfinished writes."""
    keep_checkpoint(register)
    wanted = {tile_path(register.log, "entries", size // TILE_WIDTH, size % TILE_WIDTH)}
    level, count = 0, size
    while count:
        wanted.add(tile_path(register.log, level, count // TILE_WIDTH, count % TILE_WIDTH))
        level, count = level + 1, count // TILE_WIDTH
    for folder in sorted((register.log / "tile").rglob("*.p")):
        for file in sorted(folder.iterdir()):
            if file not in wanted:
                file.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    unfinished = [path for path in keyring.statements(register) if int(path.name) >= size]
    for path in [*unfinished, *beyond(register, size), *sorted(register.log.rglob(".*.staged"))]:
        path.unlink()


def beyond(register: Register, size: int) -> list[Path]:
    """Return full tiles and bundles that a killed append wrote behind the end of a log of ``size`` entries."""
    found: list[Path] = []
    ends: list[tuple[int | str, int]] = [(level, size // TILE_WIDTH**level) for level in range(8)]
    for level, count in [("entries", size), *ends]:
        index = count // TILE_WIDTH
        while (path := tile_path(register.log, level, index, TILE_WIDTH)).is_file():
            found.append(path)
            index += 1
    return found


def entries(register: Register, start: int, size: int) -> Iterator[Entry]:
    """Yield the entries from ``start`` to ``size``, each compared with what its leaf commits to.

    Those that a later entry tells as withdrawn, or as left out of a travel copy, may be gone and are passed over then. IntegrityError names the
    payload, or the log where its leaves cannot be read.
    """
    gone: frozenset[int] | None = None
    for position, expected in enumerate(_committed(register, start, size), start):
        entry = _signed(register, position, expected)
        if entry is not None:
            yield entry
            continue
        if gone is None:
            gone = withdrawn(register, after=position) | left_out(register)
        if position not in gone:
            path = payload.payload_path(register.path, position)
            raise IntegrityError("damaged_payload", path=path, row=position)


def withdrawn(register: Register, *, after: int = 0) -> frozenset[int]:
    """Return the positions that sound entries behind ``after`` tell as withdrawn: each lies before its tombstone."""
    size = current(register).size
    committed = enumerate(_committed(register, after, size), after)
    signed = (_signed(register, position, expected) for position, expected in committed)
    return withdrawn_among(entry for entry in signed if entry is not None)


def withdrawn_among(entries: Iterable[Entry]) -> frozenset[int]:
    """Return the positions that tombstones among ``entries`` tell as withdrawn."""
    return frozenset(position for entry in entries for position in withdrawn_by(entry))


def withdrawn_by(entry: Entry) -> set[int]:
    """Return the positions that an entry tells as withdrawn; empty unless it is a tombstone.

    Sealing leaves tombstones too, of what the log said in clear.
    """
    if entry.act not in {Act.WITHDRAWAL, Act.SEAL}:
        return set()
    return {position for position in entry.about.get("withdrawn", ()) if position < entry.position}


def left_out(register: Register) -> frozenset[int]:
    """Return the positions whose payloads a travel copy was made without; empty of any other register."""
    if not travel.is_copy(register):
        return frozenset()
    last = current(register).size - 1
    entry = _signed(register, last, _committed(register, last, last + 1)[0]) if last >= 0 else None
    return travel.left_out_by(entry) if entry else frozenset()


def left_behind(register: Register) -> list[Entry]:
    """Return the withdrawn entries whose payloads are still here, as a deletion that was stopped leaves them."""
    gone = sorted(withdrawn(register))
    leaves_of = dict(enumerate(_committed(register, 0, current(register).size))) if gone else {}
    found = [_signed(register, position, leaves_of[position]) for position in gone]
    return [entry for entry in found if entry is not None]


def _committed(register: Register, start: int, size: int) -> list[bytes]:
    try:
        return list(leaves(register, size, start=start))
    except (OSError, ValueError) as error:
        raise IntegrityError("damaged_log", path=register.log / "tile" / "entries") from error


def _signed(register: Register, position: int, expected: bytes) -> Entry | None:
    """Return the entry at a position; None when its payload is gone or not what its leaf commits to."""
    try:
        entry, commitment = payload.read(register.path, position)
    except (OSError, ValueError):
        return None
    return entry if payload.leaf_of(commitment) == expected else None


def leaves(register: Register, size: int, *, start: int = 0) -> Iterator[bytes]:
    """Yield the leaves from ``start`` to ``size`` as the entry bundles hold them.

    ValueError or OSError when a bundle is damaged or gone.
    """
    for index in range(start // TILE_WIDTH, -(-size // TILE_WIDTH)):
        width = min(TILE_WIDTH, size - index * TILE_WIDTH)
        bundle = unpack_entries(tile_path(register.log, "entries", index, width).read_bytes())
        if len(bundle) != width:
            raise ValueError(f"bundle {index} holds {len(bundle)} entries, not {width}")
        yield from bundle[max(0, start - index * TILE_WIDTH) :]


def tiles(register: Register, size: int) -> Tile:
    """Return what reads the hash tiles of a log of ``size`` entries; OSError or ValueError when one is off."""
    return partial(_tile, register.log, size)


def _itself(signer: Signer) -> Signer:
    return signer


def _origin(register: Register) -> str:
    return key_name(register.verifier)


def _newest_kept(register: Register) -> int:
    """Return the size of the largest checkpoint that was kept; 0 when there is none."""
    return max((int(path.name) for path in kept_checkpoints(register)), default=0)


def _tile(log: Path, size: int, level: int, index: int) -> list[bytes]:
    width = size // TILE_WIDTH**level - index * TILE_WIDTH
    return unpack_hashes(tile_path(log, level, index, min(width, TILE_WIDTH)).read_bytes())


def _extend(
    grown: dict[Path, bytes], log: Path, level: int | str, count: int, items: list[bytes]
) -> list[bytes]:
    """Put ``items`` behind the ``count`` that a level holds into ``grown``; return the roots of full tiles."""
    bundles = level == "entries"
    pack, unpack = (pack_entries, unpack_entries) if bundles else (pack_hashes, unpack_hashes)
    index, width = divmod(count, TILE_WIDTH)
    held = unpack(tile_path(log, level, index, width).read_bytes()) if width else []
    held += items
    full = []
    for offset in range(0, len(held), TILE_WIDTH):
        tile = held[offset : offset + TILE_WIDTH]
        grown[tile_path(log, level, index + offset // TILE_WIDTH, len(tile))] = pack(tile)
        if len(tile) == TILE_WIDTH and not bundles:
            full.append(complete_root(tile))
    return full
