"""Figures that others published, beside the claims of public exhibits: public knowledge, told with its source."""

from collections.abc import Iterable
from typing import Any

from sijill.store.layout import Register
from sijill.tell.story import Beside, Published
from sijill.tell.totals import Row


def published_beside(register: Register, rows: Iterable[Row]) -> dict[tuple[str, int], tuple[Published, ...]]:
    """Return for each claim, by exhibit and position, the published figures of its type in the order of their days."""
    from sijill.claim.published import loaded

    found: dict[tuple[str, int], list[Published]] = {}
    figures = {each.id: each for each in loaded(register)}
    for row in rows:
        if row["figure"] in figures:
            told = _published(row, figures[row["figure"]])
            found.setdefault((row["exhibit"], row["position"]), []).append(told)
    return {
        key: tuple(sorted(told, key=lambda each: (each.published, each.publisher, each.document)))
        for key, told in found.items()
    }


def _published(row: Row, figure: Any) -> Published:  # Any: a Figure, whose module is not loaded at start
    reason = row["reason"] or ""
    return Published(
        publisher=figure.publisher,
        document=figure.document,
        published=figure.published,
        documented=figure.known.documented,
        estimate=figure.known.estimate,
        low=figure.known.low,
        high=figure.known.high,
        beside=Beside(
            relation=row["relation"], estimate="", reason=reason, fields=tuple(row.get(reason) or ())
        ),
    )
