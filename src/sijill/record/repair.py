"""Repair: what is damaged or gone comes back from a mirror, each file checked against the register's signed log.

The log first, since everything else is checked against it: the newest checkpoint that the register's key signed is the
one that counts, and the leaves have to give its root. Then what verification names, file by file. Two signed logs that
contradict each other are never settled here.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sijill.errors import UsageError
from sijill.model.identity import ObjectId
from sijill.model.log import Act
from sijill.model.trust import Finding, Report, State
from sijill.record.repair_log import repair_log
from sijill.record.verify import verify
from sijill.store import aside, frozen, log, objects, payload
from sijill.store.aside import Aside
from sijill.store.layout import Register, find_register
from sijill.store.lock import writing

_REBUILDABLE: Final = ("catalogue", "table")
"""How the keys of findings begin that `sijill rebuild` settles."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair did."""

    restored: tuple[str, ...]
    not_restored: tuple[str, ...]
    """Damaged or gone, and not in the mirror as it was signed."""
    aside: Path | None
    """The folder of what was damaged."""
    report: Report
    """What verification finds now."""

    @property
    def needs_rebuild(self) -> bool:
        """Whether something that can be computed is damaged or gone."""
        found = (finding for finding in self.report.findings if finding.state is not State.HOLDS)
        return any(finding.key.startswith(_REBUILDABLE) for finding in found)


def repair(path: Path, place: Path) -> Repaired:
    """Put back into the register at ``path`` what the mirror at ``place`` holds as it was signed.

    ``log_repairs`` then tells of it in the log. IntegrityError, with nothing put back, where register and mirror
    contradict each other or the mirror is too old; UsageError where it is of another register.
    """
    held = find_register(place)
    with writing(path):
        # Named by the clock, and by a number where two fall into one second.
        keeper = Aside(path, _free_name(path, log.now().replace(":", "")))
        register = _described(path, held, keeper)
        repair_log(register, held, keeper)
    report = verify(register)
    with writing(path):
        not_restored = [
            finding.where
            for finding in report.findings
            if finding.state is not State.HOLDS and not _restore(finding, register, held, keeper)
        ]
        keeper.close()
    return Repaired(
        restored=tuple(keeper.restored),
        not_restored=tuple(not_restored),
        aside=keeper.folder if keeper.folder.exists() else None,
        report=verify(register) if keeper.restored else report,
    )


def log_repairs(register: Register) -> list[int]:
    """Append an entry for each repair that the log does not tell of yet; return their positions."""
    positions = []
    with writing(register.path):
        for folder, restored in list(aside.unlogged(register.path)):
            about = {"aside": folder.name, "restored": restored}
            positions += log.append(register, [(Act.REPAIR, about)])
            aside.mark_logged(folder, positions[-1])
    return positions


def _free_name(path: Path, name: str) -> str:
    taken = {each.name for each in (path / "aside").glob("*")}
    names = [name, *(f"{name}.{number}" for number in range(2, len(taken) + 3))]
    return next(each for each in names if each not in taken)


def _described(path: Path, held: Register, keeper: Aside) -> Register:
    """Return the register, its description put back where its first payload says the same as the mirror's."""
    file, other = path / "register.json", held.path / "register.json"
    if not file.is_file() or file.read_bytes() != other.read_bytes():
        try:
            first, _ = payload.read(path, 0)
            same = dict(first.about) == held.description()
        except (OSError, ValueError):
            same = False
        if same:
            keeper.put(file, other.read_bytes())
    register = find_register(path)
    if (register.id, register.verifier) != (held.id, held.verifier):
        raise UsageError("mirror_of_other", path=held.path, found=register.id, expected=held.id)
    return register


def _restore(finding: Finding, register: Register, held: Register, keeper: Aside) -> bool:
    """Put back the file that a finding names; return whether it came back, or is none that a mirror holds."""
    if finding.key.startswith(_REBUILDABLE):
        return True
    target = register.path / finding.where
    if finding.key in {"stamp_changed", "stamp_missing", "persons_changed", "persons_missing"}:
        return keeper.copy(
            held.path / finding.where,
            target,
            is_sound=lambda path: objects.digest_of(path) == finding.detail,
        )
    for folder, put_back in _WAYS.items():
        if finding.where.startswith(folder) and finding.key in _DAMAGE:
            return put_back(target, register, held, keeper)
    return finding.state is not State.FAILS  # That a key could not be checked is nothing to put back.


def _restore_object(target: Path, register: Register, held: Register, keeper: Aside) -> bool:
    place = objects.object_path(register, ObjectId(target.name))
    return keeper.copy(
        objects.object_path(held, ObjectId(target.name)), place, is_sound=objects.is_sound
    ) and (target == place or keeper.move(target))


def _restore_payload(target: Path, register: Register, held: Register, keeper: Aside) -> bool:
    position = int(target.name)
    leaf = next(log.leaves(register, log.current(register).size, start=position))
    content = payload.committed(payload.payload_path(held.path, position), leaf)
    if content is None:
        return False
    keeper.put(target, content, mode=0o600)
    return True


def _restore_list(target: Path, register: Register, held: Register, keeper: Aside) -> bool:
    """Put back a file of a published list, from a snapshot that is whole: its name, in the log, says of what."""
    below = target.relative_to(register.path)
    snapshot = held.path / "frozen" / below.parts[1]
    return frozen.is_whole(snapshot) and keeper.copy(
        held.path / below, target, is_sound=lambda path: path.is_file()
    )


_DAMAGE: Final = frozenset(
    {
        *("object_changed", "object_missing", "object_unreadable", "payload_changed", "payload_missing"),
        *("frozen_changed", "frozen_missing"),
    }
)
"""What a mirror can mend; a file that is there and should not be is never put back."""

_WAYS: Final[dict[str, Callable[[Path, Register, Register, Aside], bool]]] = {
    "objects/": _restore_object,
    "payload/": _restore_payload,
    "frozen/": _restore_list,
}
