"""Mirroring: a second copy of the truth of a register, that takes nothing which contradicts what it has seen.

Copied are objects, frozen lists, what people wrote, ids of persons, payloads and the log; keys never, and what can be rebuilt is left
out. The checkpoint comes last, so that the mirror is at any time a sound older state; a killed run is completed by the
next. The register is only read: no key is needed, and it can lie on a disk that cannot be written to.
"""

import dataclasses
import hashlib
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sijill.errors import UsageError
from sijill.model.trust import Finding, Report, State
from sijill.record.carried_out import carry_out, read_entries
from sijill.record.meeting import Offer, meet
from sijill.record.verify import verify
from sijill.store import frozen, keyring, log, objects, payload, replica, tables, travel
from sijill.store.copying import Copying
from sijill.store.files import is_staged, make_folder, remove_durably, write_durably
from sijill.store.layout import Register, find_register
from sijill.store.lock import unwritten, writing

_REBUILDABLE: Final = frozenset({"catalogue_missing", "table_missing"})
"""Findings about what a mirror leaves out."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What a mirror took."""

    size: int
    """Entries of the log that it holds now."""
    before: int
    """Those that it held before."""
    files: int
    octets: int
    lacking: tuple[str, ...]
    """Files that are damaged or gone in the register, and are not in the mirror either."""


def mirror(source: Register, place: Path, *, each: Callable[[str], None] = lambda _part: None) -> Mirrored:
    """Have at ``place`` what ``source`` holds. ``each`` is told the part that comes next.

    IntegrityError, with nothing taken, when the log is not a continuation of every checkpoint that the mirror has seen:
    rewritten, forked or cut short. BusyError when a writer of either does not let go.
    """
    if place.resolve().is_relative_to(source.path.resolve()):
        raise UsageError("mirror_inside", path=place)
    if travel.is_copy(source):
        raise UsageError("travel_copy", path=source.path)
    make_folder(place.resolve())
    with writing(place):
        held = replica.held_at(place, source)
        before = log.current(held).size if (held.log / "checkpoint").exists() else 0
        with unwritten(source.path):
            met = meet(source, held)
            replica.remember(held, met.checkpoint, met.note)
        copying = Copying(replica.own_folder(held) / "staged")
        each("objects")
        _take_objects(source, held, copying)
        with unwritten(source.path):
            if (source.log / "checkpoint").read_bytes() != met.note:
                met = meet(source, held)
                replica.remember(held, met.checkpoint, met.note)
            lacking = [*_take_objects(source, held, copying), *_take_frozen(source, held, copying)]
            _take_hand(source, held, copying)
            lacking += _take_persons(source, held, copying)
            each("log")
            lacking += _take_payloads(source, held, met, copying)
            lacking += _take_log(source, held, met, copying, before)
        copying.close()
        log.sweep(held, met.checkpoint.size)
        _sweep_persons(source, held)
        carry_out(source, held, met.checkpoint.size)
    return Mirrored(
        size=met.checkpoint.size,
        before=before,
        files=copying.files,
        octets=copying.octets,
        lacking=tuple(lacking),
    )


def check_mirror(source: Register, place: Path) -> Report:
    """Return what a full reading of the mirror finds, and whether the register continues it.

    Nothing is taken. What can be rebuilt is left out of a mirror, and is no finding.
    """
    held = find_register(place)
    report = verify(held)
    findings = [finding for finding in report.findings if finding.key not in _REBUILDABLE]
    with unwritten(source.path):
        met = meet(source, held)
    size = log.current(held).size
    key = "mirror_current" if size == met.checkpoint.size else "mirror_behind"
    detail = f"{size:,} / {met.checkpoint.size:,}"
    findings.append(Finding(state=State.HOLDS, key=key, where="log/checkpoint", detail=detail))
    return dataclasses.replace(report, findings=tuple(findings), tables=0)


def _take_objects(source: Register, held: Register, copying: Copying) -> list[str]:
    lacking = []
    for path in objects.stored(source):
        target = held.path / path.relative_to(source.path)
        if is_staged(path) or target.exists():
            continue
        regular = stat.S_ISREG(path.lstat().st_mode)
        if not regular or not copying.copy(path, target, is_sound=objects.is_sound):
            lacking.append(source.below(path))
    copying.flush()
    return lacking


def _take_frozen(source: Register, held: Register, copying: Copying) -> list[str]:
    """Take published lists; a snapshot's name is made of its files, so each is checked as a whole."""
    lacking = []
    for snapshot in sorted((source.path / "frozen").glob("[0-9a-f]*")):
        if (held.path / "frozen" / snapshot.name).is_dir():
            continue
        if not frozen.take_snapshot(held, snapshot):
            lacking.append(source.below(snapshot))
        else:
            copying.files += 1
    return lacking


def _take_persons(source: Register, held: Register, copying: Copying) -> list[str]:
    """Take which persons had which ids, as the log names it now; an older state may hold what was withdrawn."""
    named = tables.current(source)
    wanted = {tables.table_path(source, name, named[name]): named[name] for name in tables.KEPT & set(named)}
    lacking = []
    for path, digest in sorted(wanted.items()):
        target = held.path / path.relative_to(source.path)

        def is_sound(copy: Path, digest: str = digest) -> bool:
            return objects.digest_of(copy) == digest

        if not target.exists() and not copying.copy(path, target, is_sound=is_sound):
            lacking.append(source.below(path))
    copying.flush()
    return lacking


def _take_hand(source: Register, held: Register, copying: Copying) -> None:
    """Take what people wrote; what it replaces is kept in the mirror, under its own hash."""
    for path in _regular(source.path / "hand"):
        below, content = path.relative_to(source.path), path.read_bytes()
        target = held.path / below
        if target.is_file():
            earlier = target.read_bytes()
            if earlier == content:
                continue
            digest = hashlib.sha256(earlier).hexdigest()
            copying.put(replica.own_folder(held) / "replaced" / digest / below, earlier)
        copying.put(target, content)
    copying.flush()


def _sweep_persons(source: Register, held: Register) -> None:
    """Have gone from the mirror what it has of older runs; last, so that it never is without."""
    named = tables.current(source).items()
    wanted = {tables.table_path(held, name, digest) for name, digest in named}
    remove_durably(sorted(set(_regular(held.path / "persons")) - wanted))


def _take_payloads(source: Register, held: Register, met: Offer, copying: Copying) -> list[str]:
    """Take payloads that are what their leaves commit to; of those that are gone, withdrawn ones do not lack."""
    lacking: list[int] = []
    for position, leaf in enumerate(met.levels.leaves):
        target = payload.payload_path(held.path, position)
        if target.exists():
            continue
        content = payload.committed(payload.payload_path(source.path, position), leaf)
        if content is None:
            lacking.append(position)
        else:
            copying.put(target, content, mode=0o600)
    copying.flush()
    later = read_entries(held, range(min(lacking), met.checkpoint.size)) if lacking else ()
    gone = log.withdrawn_among(later)
    paths = [payload.payload_path(source.path, position) for position in lacking if position not in gone]
    return [source.below(path) for path in paths]


def _take_log(source: Register, held: Register, met: Offer, copying: Copying, before: int) -> list[str]:
    """Take tiles, and then checkpoints; at each change of the key the log is for a moment as long as it was then.

    Otherwise a mirror that is stopped could miss the last checkpoint of a key, which has to be there.
    """
    size = met.checkpoint.size
    for path in keyring.statements(source):
        target = keyring.statement_path(held, int(path.name))
        if int(path.name) < size and not target.exists():
            copying.put(target, path.read_bytes())
    lasts = {change.start - 1 for change in keyring.changes(source, size)}
    for step in [*sorted(last for last in lasts if before < last < size), size]:
        kept = source.log / "checkpoints" / str(step)
        note = met.note if step == size else kept.read_bytes() if kept.is_file() else None
        if note is None:
            continue
        for target, content in met.levels.files(held.log, step).items():
            if not target.is_file():
                copying.put(target, content)
        copying.flush()
        write_durably(held.log / "checkpoint", note)
        lacking = _take_checkpoints(source, held, met, copying, step)
    lacking += _take_beside(source, held, copying)
    description = held.path / "register.json"
    if not description.exists():
        write_durably(description, (source.path / "register.json").read_bytes())
    return lacking


def _take_checkpoints(source: Register, held: Register, met: Offer, copying: Copying, size: int) -> list[str]:
    lacking = []
    for path in log.kept_checkpoints(source):
        target = held.log / "checkpoints" / path.name
        if int(path.name) > size or target.exists():
            continue
        try:
            note = path.read_bytes()
            kept = keyring.open_checkpoint(source, note)
        except (OSError, ValueError):
            lacking.append(source.below(path))
            continue
        if str(kept.size) == path.name and met.levels.root(kept.size) == kept.root:
            copying.put(target, note)
    copying.flush()
    return lacking


def _take_beside(source: Register, held: Register, copying: Copying) -> list[str]:
    """Take what else lies in the log's folder: time stamps, and checkpoints of other registers."""
    lacking, kept = [], set(log.kept_checkpoints(source))
    for path in _regular(source.log):
        below = path.relative_to(source.log)
        own = below.parts[0] in {"tile", "keys", "checkpoint"} or path in kept
        if own or is_staged(path):
            continue
        target, content = held.log / below, path.read_bytes()
        if not target.exists():
            copying.put(target, content)
        elif target.read_bytes() != content:
            lacking.append(source.below(path))
    copying.flush()
    return lacking


def _regular(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path
