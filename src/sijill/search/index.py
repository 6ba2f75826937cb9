"""The shards of a register: brought up to what may be read now, exhibit by exhibit.

A shard holds exhibits of one audience only (``sijill.store.access.audiences``), and a reader's question is asked of
the shards whose audience he is in. So nothing that is closed to him is searched, weighed in a score, counted or cut
out, and closing, holding or withdrawing an exhibit writes the one shard anew that held it. All of it is a cache.
"""

import contextlib
import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sijill.model.evidence import Access
from sijill.search.contents import VERSION, Contents
from sijill.search.shard import Shard, open_shard, write_shard
from sijill.store import log, tables
from sijill.store.access import Use, audience_name, audiences
from sijill.store.gazetteer import TABLE as PLACES
from sijill.store.layout import Register
from sijill.store.lock import writing

_DIGESTS: Final = "digests.json"
FULL: Final = 65_536
"""Units from which on a shard is left alone: writing it anew without one exhibit takes some 20 seconds."""
_APART: Final = 20_000
"""Units from which on shards are written by processes side by side; starting one takes a second."""

Audience = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """One shard to be written."""

    audience: Audience
    members: Mapping[str, str]
    """Digest by exhibit."""

    @property
    def name(self) -> str:
        told = json.dumps([VERSION, self.audience, sorted(self.members.items())])
        return hashlib.sha256(told.encode()).hexdigest()[:24]


def open_shards(register: Register) -> list[Shard]:
    """Return the shards of all that anybody may read, up to date; those that a reader may ask: ``readable``."""
    folder = register.folder("index")
    wanted = _wanted(register, folder)
    found = _opened(folder)
    if _is_up_to_date(found, wanted):
        return found
    with writing(folder):
        # Again: another process may have written them meanwhile, or something may have been closed.
        wanted = _wanted(register, folder, keep=True)
        found = _opened(folder)
        if not _is_up_to_date(found, wanted):
            _bring_up(register, folder, wanted, found)
            found = _opened(folder)
    return found


def readable(shards: Iterable[Shard], reader: Access, to: str = "") -> list[Shard]:
    """Return the shards that a reader of this level, or this partner, may ask; sealed is no reader's level."""
    names = {audience_name(reader), audience_name(reader, to)}
    return [shard for shard in shards if names & set(shard.audience)]


def moment(register: Register) -> tuple[int, int]:
    """Return what tells whether access may have changed: the log's size and the day."""
    import datetime as dt

    return log.current(register).size, dt.datetime.now(dt.UTC).date().toordinal()


def _wanted(register: Register, folder: Path, *, keep: bool = False) -> dict[str, tuple[Audience, str]]:
    """Return audience and digest of all that is to be in the index."""
    digests = _digests(register, folder, keep=keep)
    open_to = audiences(register, Use.READ)
    return {
        exhibit: (open_to[exhibit], digests[exhibit]) for exhibit in sorted(open_to) if exhibit in digests
    }


def _digests(register: Register, folder: Path, *, keep: bool) -> dict[str, str]:
    """Digests of exhibits, kept beside the shards for as long as the tables stay: reading these takes seconds."""
    read = {"passages", "rows", PLACES}
    now = {name: digest for name, digest in tables.current(register).items() if name in read}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((folder / _DIGESTS).read_text("utf-8"))
        if kept["tables"] == now and kept["version"] == VERSION:
            return dict(kept["digests"])
    digests = Contents(register).digests()
    if keep:
        told = {"version": VERSION, "tables": now, "digests": digests}
        staged = folder / f".{_DIGESTS}.staged"
        staged.write_text(json.dumps(told), encoding="utf-8")
        staged.replace(folder / _DIGESTS)
    return digests


def _opened(folder: Path) -> list[Shard]:
    named = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return [shard for shard in map(open_shard, named) if shard is not None]


def _is_sound(shard: Shard, wanted: Mapping[str, tuple[Audience, str]]) -> bool:
    """Whether a shard holds nothing but what is to be there, and lies under its own name."""
    named = _Plan(audience=shard.audience, members=shard.members).name == shard.folder.name
    return named and all(wanted.get(name) == (shard.audience, told) for name, told in shard.members.items())


def _is_up_to_date(shards: Sequence[Shard], wanted: Mapping[str, tuple[Audience, str]]) -> bool:
    members = [member for shard in shards for member in shard.members]
    return len(members) == len(wanted) and all(_is_sound(shard, wanted) for shard in shards)


def _bring_up(
    register: Register, folder: Path, wanted: Mapping[str, tuple[Audience, str]], found: Sequence[Shard]
) -> None:
    kept = [shard for shard in found if _is_sound(shard, wanted)]
    held = {member for shard in kept for member in shard.members}
    contents = Contents(register)
    plans: list[_Plan] = []
    for audience in sorted({wanted[exhibit][0] for exhibit in wanted.keys() - held}):
        missing = [name for name in sorted(wanted.keys() - held) if wanted[name][0] == audience]
        sizes = {name: sum(1 for _ in contents.units(name)) for name in missing}
        absorbed = _absorbed([shard for shard in kept if shard.audience == audience], sum(sizes.values()))
        for shard in absorbed:
            kept.remove(shard)
            sizes |= dict.fromkeys(shard.members, shard.units // len(shard.members))
        plans += [
            _Plan(audience=audience, members={name: wanted[name][1] for name in part})
            for part in _parts(sizes)
        ]
    _write(register, folder, plans, contents)
    names = {plan.name for plan in plans} | {shard.folder.name for shard in kept}
    for path in folder.iterdir():
        if path.is_dir() and path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


def _absorbed(shards: Sequence[Shard], units: int) -> list[Shard]:
    """Return the shards that a new one of ``units`` takes in: those no larger than it and what it took in already.

    So sizes at least double, and there are never more shards than a few for each tenfold.
    """
    absorbed = []
    for shard in sorted(shards, key=lambda each: each.units):
        if shard.units > units or shard.units >= FULL:
            break
        absorbed.append(shard)
        units += shard.units
    return absorbed


def _parts(sizes: Mapping[str, int]) -> list[list[str]]:
    """Return exhibits in runs of about as many units each, none of more than a full shard has but single exhibits."""
    total = sum(sizes.values())
    most = min(FULL, total // 2 + 1) if total > _APART else FULL
    parts: list[list[str]] = []
    filled = most
    for name in sorted(sizes):
        if filled + sizes[name] > most and filled > 0:
            parts.append([])
            filled = 0
        parts[-1].append(name)
        filled += sizes[name]
    return parts


def _write(register: Register, folder: Path, plans: Sequence[_Plan], contents: Contents) -> None:
    if len(plans) > 1 and sum(len(plan.members) for plan in plans) > 1 and _is_much(contents, plans):
        _write_side_by_side(register, folder, plans)
        return
    for plan in plans:
        _write_one(folder, plan, contents)


def _is_much(contents: Contents, plans: Sequence[_Plan]) -> bool:
    count = 0
    for exhibit in (name for plan in plans for name in plan.members):
        count += sum(1 for _ in contents.units(exhibit))
        if count > _APART:
            return True
    return False


def _write_side_by_side(register: Register, folder: Path, plans: Sequence[_Plan]) -> None:
    import multiprocessing
    import os
    from concurrent.futures import ProcessPoolExecutor

    unsigned = dataclasses.replace(register, signer=None)  # No key goes to a process that needs none.
    spawn = multiprocessing.get_context("spawn")
    count = min(len(plans), os.cpu_count() or 1)
    with ProcessPoolExecutor(count, mp_context=spawn) as pool:
        for done in [pool.submit(_write_apart, unsigned, folder, plan) for plan in plans]:
            done.result()


def _write_apart(register: Register, folder: Path, plan: _Plan) -> None:
    _write_one(folder, plan, Contents(register))


def _write_one(folder: Path, plan: _Plan, contents: Contents) -> None:
    units = (unit for exhibit in sorted(plan.members) for unit in contents.units(exhibit))
    write_shard(
        folder / plan.name,
        units,
        audience=plan.audience,
        members=plan.members,
        places=contents.places,
    )
