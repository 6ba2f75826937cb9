"""Verification of the log: every file below ``log`` and every payload, against the signed checkpoint."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import IntegrityError
from sijill.model.log import Act, Entry
from sijill.model.trust import Finding, State
from sijill.record.verify_clock import verify_clock
from sijill.record.verify_keys import verify_keys
from sijill.store import keyring, log, payload, stamps
from sijill.store.checkpoint import Checkpoint
from sijill.store.files import below, is_staged
from sijill.store.layout import Register
from sijill.store.levels import Levels
from sijill.store.merkle import TILE_WIDTH, leaf_hash
from sijill.store.tiles import pack_entries, pack_hashes, tile_path

Entries = dict[int, Entry]
_ALL: Final = 1 << 63
"""More entries than a log has: where its size is not known, every statement of a key counts."""

_CHECKPOINT_NAME: Final = re.compile(r"0|[1-9][0-9]*")
_PARTIAL_NAME: Final = re.compile(r"[1-9][0-9]{0,2}")
_POSITION_NAME: Final = re.compile(r"[0-9]{6,}")


def verify_log(register: Register, *, known_keys: Sequence[str] = ()) -> tuple[Entries, list[Finding]]:
    """Return the entries that are what was signed, and everything found about log, keys and payload.

    There are none when the log itself is damaged: nothing says then what its entries were. ``known_keys`` are
    public keys that whoever verifies has from elsewhere.
    """
    findings: list[Finding] = []
    checkpoint: Checkpoint | None = None
    leaves: list[bytes] | None = None
    try:
        checkpoint = log.current(register)
    except IntegrityError as error:
        if error.key == "damaged_checkpoint":  # Else it is a statement of a key, which is named below.
            there = register.log.is_dir()
            findings.append(
                _fails("checkpoint_damaged", "log/checkpoint") if there else _fails("log_missing", "log")
            )
    entries, commitments, more = _entries(register, checkpoint.size if checkpoint else None)
    findings += more
    if checkpoint is not None:
        leaves, more = _leaves(register, checkpoint, commitments)
        findings += more
        if leaves is not None:
            findings += _tiles(register, leaves)
            findings += _commitments(register, leaves, commitments, entries)
            findings = _tell_left_out(register, _tell_withdrawn(register, findings, entries))
        findings += _checkpoints(register, leaves, checkpoint.size)
        findings += _strangers(register, checkpoint.size)
    signed = entries if leaves is not None else {}
    findings += verify_keys(register, entries, size=checkpoint.size if checkpoint else _ALL, known=known_keys)
    findings += _description(register, entries)
    findings += verify_clock(register, signed)
    return signed, findings


def _entries(register: Register, size: int | None) -> tuple[Entries, dict[int, str], list[Finding]]:
    """Return entries and their commitments; without a size, all that follow each other from the first."""
    entries: Entries = {}
    commitments: dict[int, str] = {}
    findings: list[Finding] = []
    position = 0
    while size is None or position < size:
        try:
            entries[position], commitments[position] = payload.read(register.path, position)
        except (OSError, ValueError) as error:
            path = payload.payload_path(register.path, position)
            if size is None and not path.exists():
                break
            findings.append(_unread(register, path, position, error))
        position += 1
    return entries, commitments, findings


def _unread(register: Register, path: Path, position: int, error: OSError | ValueError) -> Finding:
    if isinstance(error, ValueError):
        return _fails("payload_changed", register.below(path), str(position))
    if isinstance(error, FileNotFoundError):
        return _fails("payload_missing", register.below(path), str(position))
    return _unreadable(register, path, error)


def _leaves(
    register: Register, checkpoint: Checkpoint, commitments: dict[int, str]
) -> tuple[list[bytes] | None, list[Finding]]:
    """Return the leaves when they give the signed root; else name the bundle or tile that is off."""
    problem = ""
    try:
        leaves = list(log.leaves(register, checkpoint.size))
        if Levels(leaves).root(checkpoint.size) == checkpoint.root:
            return leaves, []
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
    suspects = list(_suspects(register, checkpoint, commitments))
    if suspects:
        return None, suspects
    if problem:
        return None, [_fails("entries_damaged", "log/tile/entries", problem)]
    return None, [_fails("root_differs", "log/checkpoint")]


def _suspects(register: Register, checkpoint: Checkpoint, commitments: dict[int, str]) -> Iterator[Finding]:
    """Name the entry bundles and hash tiles that are not what their payloads say."""
    for index in range(-(-checkpoint.size // TILE_WIDTH)):
        width = min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH)
        positions = range(index * TILE_WIDTH, index * TILE_WIDTH + width)
        if not all(position in commitments for position in positions):
            continue
        expected = [payload.leaf_of(commitments[position]) for position in positions]
        yield from _compare(
            register, tile_path(register.log, "entries", index, width), pack_entries(expected)
        )
        hashes = pack_hashes([leaf_hash(each) for each in expected])
        yield from _compare(register, tile_path(register.log, 0, index, width), hashes)


def _tiles(register: Register, leaves: list[bytes]) -> Iterator[Finding]:
    """Compare every file below ``log/tile`` with what the signed leaves give, byte for byte."""
    expected = Levels(leaves).files(register.log, len(leaves))
    for path, content in sorted(expected.items()):
        yield from _compare(register, path, content)
    beyond = set(log.beyond(register, len(leaves)))
    for path in sorted((register.log / "tile").rglob("*")):
        if (path.is_symlink() or not path.is_dir()) and path not in expected:
            # Of another width or behind the end: of an append that was killed, or not swept yet.
            partial = path.parent.name.endswith(".p") and bool(_PARTIAL_NAME.fullmatch(path.name))
            known = is_staged(path) or partial or path in beyond
            yield _stranger(register, path, "log_file_unknown", known=known)


def _compare(register: Register, path: Path, content: bytes) -> Iterator[Finding]:
    try:
        if path.read_bytes() != content:
            yield _fails("log_file_changed", register.below(path))
    except FileNotFoundError:
        yield _fails("log_file_missing", register.below(path))
    except OSError as error:
        yield _unreadable(register, path, error)


def _checkpoints(register: Register, leaves: list[bytes] | None, size: int) -> Iterator[Finding]:
    """Check that every checkpoint ever kept is signed, and of a prefix of the log as far as that is known."""
    levels = None if leaves is None else Levels(leaves)
    for path in sorted((register.log / "checkpoints").glob("*")):
        if is_staged(path):
            yield _stranger(register, path, "log_file_unknown", known=True)
            continue
        if stamps.is_beside(path):  # A time stamp, which is verified by itself.
            continue
        try:
            kept = keyring.open_checkpoint(register, path.read_bytes())
        except (OSError, ValueError):
            yield _fails("checkpoint_damaged", register.below(path))
            continue
        wrong = not _CHECKPOINT_NAME.fullmatch(path.name) or int(path.name) != kept.size
        if not wrong and kept.size > size:
            yield _fails("checkpoint_beyond", register.below(path), f"{kept.size:,} > {size:,}")
        elif wrong or (levels is not None and levels.root(kept.size) != kept.root):
            yield _fails("checkpoint_forked", register.below(path), str(kept.size))


def _commitments(
    register: Register, leaves: list[bytes], commitments: dict[int, str], entries: Entries
) -> Iterator[Finding]:
    """Name the payloads that are not what was signed, and take them out of ``entries``: they say nothing."""
    for position, commitment in commitments.items():
        if payload.leaf_of(commitment) != leaves[position]:
            del entries[position]
            path = payload.payload_path(register.path, position)
            yield _fails("payload_changed", register.below(path), str(position))


def _tell_withdrawn(register: Register, findings: list[Finding], entries: Entries) -> list[Finding]:
    """Tell payloads that a sound tombstone names as withdrawn, not as missing; and those that should have gone."""
    by = {position: entry.position for entry in entries.values() for position in log.withdrawn_by(entry)}
    words = {Act.SEAL: "withdrawn_sealed"}
    told = [each for each in findings if each.key not in {"payload_missing", "payload_changed"}]
    told += [each for each in findings if each not in told and int(each.detail) not in by]
    for position, tombstone in sorted(by.items()):
        path = payload.payload_path(register.path, position)
        if path.exists():
            told.append(_fails("withdrawn_left", register.below(path), str(tombstone)))
        else:
            where = register.below(path)
            key = words.get(entries[tombstone].act, "withdrawn")
            told.append(Finding(state=State.HOLDS, key=key, where=where, detail=str(tombstone)))
    return told


def _tell_left_out(register: Register, findings: list[Finding]) -> list[Finding]:
    """Tell payloads that a travel copy was made without as that, all in one, and not as missing."""
    out = log.left_out(register)
    missing = [each for each in findings if each.key == "payload_missing" and int(each.detail) in out]
    told = [each for each in findings if each not in missing]
    if missing:
        told.append(Finding(state=State.HOLDS, key="left_out", where="payload", detail=f"{len(missing):,}"))
    return told


def _strangers(register: Register, size: int) -> Iterator[Finding]:
    """Name what lies beside the log and among the payloads and belongs to neither."""
    for path in sorted(register.log.iterdir()):
        if not path.is_dir() and path.name != "checkpoint":
            yield _stranger(register, path, "log_file_unknown", known=is_staged(path))
    expected = {payload.where(register.path, position) for position in range(size)}
    try:
        for path in map(Path, [each for each in below(f"{register.path}/payload") if each not in expected]):
            unfinished = bool(_POSITION_NAME.fullmatch(path.name)) and int(path.name) >= size
            yield _stranger(register, path, "payload_unknown", known=unfinished)
    except FileNotFoundError:
        pass  # Every payload is told as missing.
    except OSError as error:
        yield _unreadable(register, register.path / "payload", error)


def _description(register: Register, entries: Entries) -> Iterator[Finding]:
    first = entries.get(0)
    if first is not None and (first.act is not Act.CREATION or dict(first.about) != register.description()):
        yield _fails("description_differs", "register.json")


def _stranger(register: Register, path: Path, key: str, *, known: bool) -> Finding:
    if known:
        return Finding(state=State.HOLDS, key="leftover", where=register.below(path))
    return _fails(key, register.below(path))


def _unreadable(register: Register, path: Path, error: OSError) -> Finding:
    where = register.below(path)
    return Finding(state=State.UNCHECKED, key="object_unreadable", where=where, detail=str(error.strerror))


def _fails(key: str, where: str, detail: str = "") -> Finding:
    return Finding(state=State.FAILS, key=key, where=where, detail=detail)
