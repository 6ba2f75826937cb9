"""Verification of the log: every file below ``log`` and every payload, against the signed checkpoint."""

import re
from collections.abc import Iterator
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.model.log import Act, Entry
from sijill.model.trust import Finding, State
from sijill.store import log, payload
from sijill.store.checkpoint import Checkpoint, open_note
from sijill.store.files import is_staged
from sijill.store.layout import Register
from sijill.store.merkle import TILE_WIDTH, complete_root, leaf_hash, tree_root
from sijill.store.tiles import pack_entries, pack_hashes, tile_path

Entries = dict[int, Entry]
_CHECKPOINT_NAME = re.compile(r"0|[1-9]\d*")


def verify_log(register: Register) -> tuple[Entries, list[Finding]]:
    """Return the entries whose payloads can be read, and everything found about log and payload."""
    try:
        checkpoint = log.current(register)
    except IntegrityError:
        return _entries(register, None)[0], [_fails("checkpoint_damaged", "log/checkpoint")]
    entries, findings = _entries(register, checkpoint.size)
    leaves, more = _leaves(register, checkpoint)
    findings += more
    if leaves is not None:
        findings += _tiles(register, leaves)
        findings += _checkpoints(register, leaves)
        findings += _commitments(register, leaves, entries)
    findings += _description(register, entries)
    return entries, findings


def _entries(register: Register, size: int | None) -> tuple[Entries, list[Finding]]:
    entries: Entries = {}
    findings: list[Finding] = []
    position = 0
    while size is None or position < size:
        path = payload.payload_path(register.path, position)
        if size is None and not path.exists():
            break
        try:
            entries[position] = payload.read(register.path, position)[0]
        except FileNotFoundError:
            findings.append(_fails("payload_missing", _below(register, path), str(position)))
        except (OSError, ValueError, KeyError):
            findings.append(_fails("payload_changed", _below(register, path), str(position)))
        position += 1
    return entries, findings


def _leaves(register: Register, checkpoint: Checkpoint) -> tuple[list[bytes] | None, list[Finding]]:
    """Return the leaves when they give the signed root; else name the bundle or tile that is off."""
    try:
        leaves = list(log.leaves(register, checkpoint.size))
    except (OSError, ValueError) as error:
        return None, [
            _fails("entries_damaged", "log/tile/entries", str(error)),
            *_suspects(register, checkpoint),
        ]
    if _root([leaf_hash(each) for each in leaves]) == checkpoint.root:
        return leaves, []
    suspects = list(_suspects(register, checkpoint))
    return None, suspects or [_fails("root_differs", "log/checkpoint")]


def _suspects(register: Register, checkpoint: Checkpoint) -> Iterator[Finding]:
    """Name the entry bundles whose leaves are not what their payloads and hash tiles say."""
    for index in range(-(-checkpoint.size // TILE_WIDTH)):
        width = min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH)
        bundle, tile = (tile_path(register.log, level, index, width) for level in ("entries", 0))
        positions = range(index * TILE_WIDTH, index * TILE_WIDTH + width)
        try:
            expected = [log.leaf(payload.read(register.path, position)[1]) for position in positions]
        except (OSError, ValueError, KeyError):
            continue
        for path, content in (
            (bundle, pack_entries(expected)),
            (tile, pack_hashes([leaf_hash(e) for e in expected])),
        ):
            if not path.is_file() or path.read_bytes() != content:
                yield _fails("log_file_changed", _below(register, path))


def _tiles(register: Register, leaves: list[bytes]) -> Iterator[Finding]:
    """Compare every file below ``log/tile`` with what the signed leaves give, byte for byte."""
    expected: dict[Path, bytes] = {}
    for start in range(0, len(leaves), TILE_WIDTH):
        bundle = leaves[start : start + TILE_WIDTH]
        expected[tile_path(register.log, "entries", start // TILE_WIDTH, len(bundle))] = pack_entries(bundle)
    hashes, level = [leaf_hash(each) for each in leaves], 0
    while hashes:
        full = []
        for start in range(0, len(hashes), TILE_WIDTH):
            tile = hashes[start : start + TILE_WIDTH]
            expected[tile_path(register.log, level, start // TILE_WIDTH, len(tile))] = pack_hashes(tile)
            if len(tile) == TILE_WIDTH:
                full.append(complete_root(tile))
        hashes, level = full, level + 1
    for path, content in sorted(expected.items()):
        if not path.is_file():
            yield _fails("log_file_missing", _below(register, path))
        elif path.read_bytes() != content:
            yield _fails("log_file_changed", _below(register, path))
    for path in sorted((register.log / "tile").rglob("*")):
        if path.is_file() and path not in expected:
            # A partial tile of another width: an append that was killed, or one not swept yet.
            key = "leftover" if is_staged(path) or path.parent.name.endswith(".p") else "log_file_unknown"
            state = State.HOLDS if key == "leftover" else State.FAILS
            yield Finding(state=state, key=key, where=_below(register, path))


def _checkpoints(register: Register, leaves: list[bytes]) -> Iterator[Finding]:
    """Check that every checkpoint ever kept is signed and is a prefix of the log."""
    hashes = [leaf_hash(each) for each in leaves]
    for path in sorted((register.log / "checkpoints").glob("*")):
        if is_staged(path):
            yield Finding(state=State.HOLDS, key="leftover", where=_below(register, path))
            continue
        try:
            kept = open_note(path.read_bytes(), register.verifier)
        except (OSError, ValueError):
            yield _fails("checkpoint_damaged", _below(register, path))
            continue
        misnamed = not _CHECKPOINT_NAME.fullmatch(path.name) or int(path.name) != kept.size
        if misnamed or kept.size > len(hashes) or _root(hashes[: kept.size]) != kept.root:
            yield _fails("checkpoint_forked", _below(register, path), str(kept.size))
    for path in sorted(register.log.iterdir()):
        if path.is_file() and path.name != "checkpoint":
            state = State.HOLDS if is_staged(path) else State.FAILS
            key = "leftover" if is_staged(path) else "log_file_unknown"
            yield Finding(state=state, key=key, where=_below(register, path))


def _commitments(register: Register, leaves: list[bytes], entries: Entries) -> Iterator[Finding]:
    for position in entries:
        _, commitment = payload.read(register.path, position)
        if log.leaf(commitment) != leaves[position]:
            path = payload.payload_path(register.path, position)
            yield _fails("payload_changed", _below(register, path), str(position))


def _description(register: Register, entries: Entries) -> Iterator[Finding]:
    first = entries.get(0)
    if first is not None and (first.act is not Act.CREATION or dict(first.about) != register.description()):
        yield _fails("description_differs", "register.json")


def _root(hashes: list[bytes]) -> bytes:
    """Return the RFC 6962 root straight from the leaf hashes, by its recursive definition made a stack."""
    levels = [hashes]
    while len(levels[-1]) >= TILE_WIDTH:
        below = levels[-1]
        levels.append(
            [
                complete_root(below[i : i + TILE_WIDTH])
                for i in range(0, len(below) - TILE_WIDTH + 1, TILE_WIDTH)
            ]
        )
    return tree_root(len(hashes), lambda level, index: levels[level][index * TILE_WIDTH :])


def _fails(key: str, where: str, detail: str = "") -> Finding:
    return Finding(state=State.FAILS, key=key, where=where, detail=detail)


def _below(register: Register, path: Path) -> str:
    return path.relative_to(register.path).as_posix()
