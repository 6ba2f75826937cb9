"""What is shown of alike pairs: groups, and beside them what could not be compared."""

import dataclasses
from collections.abc import Iterable, Sequence

from sijill.model.alike import Alike


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Exhibits or files each of which is alike to at least one other of the group, not to every other."""

    members: tuple[str, ...]
    pairs: tuple[Alike, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Uncompared:
    """What was compared with nothing: that it stands in no group says nothing of it."""

    name: str
    key: str
    """``short_text``, ``plain_picture`` or ``nothing_read``, or a key of ``words/read.toml``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The answer: groups in the order of their first members, and what is in none because it was not compared."""

    groups: tuple[Group, ...]
    compared: int
    uncompared: tuple[Uncompared, ...]


def grouped(pairs: Sequence[Alike]) -> tuple[Group, ...]:
    """Return the groups that pairs join, in the order of their first members."""
    leader: dict[str, str] = {}
    for pair in pairs:
        one, other = _led(leader, pair.first), _led(leader, pair.second)
        leader[max(one, other)] = min(one, other)
    members: dict[str, set[str]] = {}
    joined: dict[str, list[Alike]] = {}
    for pair in pairs:
        head = _led(leader, pair.first)
        members.setdefault(head, set()).update((pair.first, pair.second))
        joined.setdefault(head, []).append(pair)
    return tuple(
        Group(members=tuple(sorted(members[head])), pairs=tuple(sorted(joined[head], key=_order)))
        for head in sorted(members)
    )


def only_with(groups: Iterable[Group], name: str) -> tuple[Group, ...]:
    """Return what is alike to one exhibit alone: of its group, the pairs that it stands in."""
    pairs = [pair for group in groups for pair in group.pairs if name in {pair.first, pair.second}]
    return grouped(pairs)


def _led(leader: dict[str, str], name: str) -> str:
    while (above := leader.setdefault(name, name)) != name:
        leader[name] = name = leader.setdefault(above, above)
    return name


def _order(pair: Alike) -> tuple[str, str, str]:
    return pair.first, pair.second, pair.likeness.value
