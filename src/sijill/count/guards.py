"""What has to hold before any model is fitted; each guard is one known way to a confident wrong total.

Thresholds and the cases that they catch: three lists are the least that can show dependence (Bishop,
Fienberg, Holland 1975); the others were set on simulated tables of known size and reported on others.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import membership
from sijill.model.estimate import CaptureHistories, Fields

if TYPE_CHECKING:
    from collections.abc import Callable

FEWEST_LISTS: Final = 3
MOST_LISTS: Final = 20
FEWEST_ON_TWO: Final = 10
LEAST_OUTSIDE: Final = 0.15
LITTLE_OUTSIDE: Final = 0.3
RARELY_ON_TWO: Final = 0.25
MOST_CONTAINED: Final = 0.95
_FEWEST_FOR_COPY: Final = 20

Finding: TypeAlias = tuple[str, Fields]
"""Code of a refusal, and what fills its sentence."""
_Table: TypeAlias = NDArray[np.int64]


def first_refusal(histories: CaptureHistories) -> Finding | None:
    """Return code and fields of the first guard that fails, or None when a model may be fitted.

    ``histories`` in canonical order, so that every list holds somebody.
    """
    table, counts = membership(histories), np.array(histories.counts, dtype=np.int64)
    guards: tuple[Callable[[CaptureHistories, _Table, _Table], Finding | None], ...] = (
        _too_few_or_many_lists,
        _no_overlap,
        _parts_apart,
        _nested,
        _too_few_on_two,
        _hangs_by_one,
        _copies,
        _drawn_from_one,
    )
    return next((found for guard in guards if (found := guard(histories, table, counts))), None)


def _found(code: str, **fields: str | float) -> Finding:
    return code, tuple(fields.items())


def _too_few_or_many_lists(histories: CaptureHistories, _table: _Table, _counts: _Table) -> Finding | None:
    lists = len(histories.lists)
    if histories.documented == 0:
        return _found("no_persons")
    if lists < FEWEST_LISTS:
        return _found("too_few_lists", lists=lists)
    if lists > MOST_LISTS:
        return _found("too_many_lists", lists=lists, most=MOST_LISTS)
    return None


def _no_overlap(_histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    return _found("no_overlap") if not counts[table.sum(axis=1) > 1].sum() else None


def _parts_apart(histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    reached = _tied_together(table, counts, least=1)[0]
    if reached.all():
        return None
    apart = [name for name, inside in zip(histories.lists, reached, strict=True) if not inside]
    rest = [name for name in histories.lists if name not in apart]
    smaller = min((apart, rest), key=lambda names: (len(names), sorted(names)))
    return _found("parts_apart", names=_joined(smaller))


def _hangs_by_one(_histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    """A single shared person may be an error of linkage: three lists have to be tied by more than one."""
    most = int(_tied_together(table, counts, least=2).sum(axis=1).max())
    return None if most >= FEWEST_LISTS else _found("hangs_by_one", lists=most)


def _tied_together(table: _Table, counts: _Table, *, least: int) -> NDArray[np.bool_]:
    """Return lists x lists: whether a chain of lists leads from one to the other, each sharing ``least``."""
    tied = (table.T @ (table * counts[:, None])) >= least
    np.fill_diagonal(tied, val=True)
    for _ in range(len(tied).bit_length()):
        tied = tied @ tied
    return tied


def _nested(histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    """Nearly everybody on any other list is on the largest: the overlaps say nothing of who is on none."""
    largest = int(np.argmax(counts @ table))
    elsewhere = np.delete(table, largest, axis=1).any(axis=1)
    others = int(counts[elsewhere].sum())
    outside = int(counts[elsewhere & (table[:, largest] == 0)].sum())
    if outside == 0:
        return _found("nested", name=histories.lists[largest])
    if outside < LEAST_OUTSIDE * others:
        return _found("nearly_nested", name=histories.lists[largest], outside=outside, others=others)
    return None


def _drawn_from_one(histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    """Few on other lists are not on the largest, and those few hardly ever meet: the others draw on it.

    Independent lists meet outside the largest as often as inside it, differing persons some times less.
    """
    largest = int(np.argmax(counts @ table))
    others, outside = table.sum(axis=1) - table[:, largest], table[:, largest] == 0
    on_others, on_two = (counts * (others >= least) for least in (1, 2))
    outside_on = int(on_others[outside].sum())
    share_outside = on_two[outside].sum() / max(outside_on, 1)
    share_inside = on_two[~outside].sum() / max(on_others[~outside].sum(), 1)
    if outside_on >= LITTLE_OUTSIDE * on_others.sum() or share_outside >= RARELY_ON_TWO * share_inside:
        return None
    return _found(
        "drawn_from_one",
        name=histories.lists[largest],
        outside=outside_on,
        others=int(on_others.sum()),
        met=int(on_two[outside].sum()),
    )


def _too_few_on_two(_histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    persons = int(counts[table.sum(axis=1) > 1].sum())
    if persons >= FEWEST_ON_TWO:
        return None
    return _found("too_few_on_two", persons=persons, fewest=FEWEST_ON_TWO)


def _copies(histories: CaptureHistories, table: _Table, counts: _Table) -> Finding | None:
    overlaps = table.T @ (table * counts[:, None])
    sizes = np.diag(overlaps)
    share = overlaps / sizes[:, None]
    np.fill_diagonal(share, 0.0)
    share[sizes < _FEWEST_FOR_COPY] = 0.0
    inner, outer = np.unravel_index(int(np.argmax(share)), share.shape)
    if share[inner, outer] <= MOST_CONTAINED:
        return None
    return _found(
        "copied",
        inner=histories.lists[int(inner)],
        outer=histories.lists[int(outer)],
        shared=int(overlaps[inner, outer]),
        size=int(sizes[inner]),
    )


def _joined(names: list[str]) -> str:
    return ", ".join(sorted(names))
