"""Screening inside a register: parties of an exhibit against lists that are kept as they were loaded.

Hits name parties; they are for those who work in the register and never published.
"""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any, Final

from sijill.errors import UsageError
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.screening import Hit
from sijill.screen import answer
from sijill.screen.history import lists_at, load_listings
from sijill.screen.match import METHOD, screen_parties
from sijill.screen.parties import read_parties
from sijill.store import objects, tables
from sijill.store.access import Use, permitted
from sijill.store.frozen import freeze, frozen_folder
from sijill.store.layout import Register
from sijill.store.lock import writing

THRESHOLD: Final = 0.7
TOP: Final = 5
_TEXT_COLUMNS: Final = ("party_id", "listing_id", "state", "list", "list_date", "reasons_ar", "reasons_en")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """All that a screening needs to be run again: who, against which frozen lists, as of when."""

    parties: ExhibitId
    snapshot: str
    """Name of the frozen folder of lists."""
    files: dict[str, str]
    """SHA-256 of each file of the lists, by path."""
    as_of: dt.date
    threshold: float = THRESHOLD
    top: int = TOP

    @classmethod
    def from_log(cls, about: Any) -> "Screening":  # Any: a JSON object
        """Return the screening that a log entry tells of."""
        return cls(
            parties=ExhibitId(about["parties"]),
            snapshot=about["snapshot"],
            files=dict(about["frozen"]),
            as_of=dt.date.fromisoformat(about["as_of"]),
            threshold=about["threshold"],
            top=about["top"],
        )


def screen_register(
    register: Register,
    parties: ExhibitId,
    *,
    listings: Path,
    as_of: dt.date,
    threshold: float = THRESHOLD,
    top: int = TOP,
) -> list[Hit]:
    """Freeze the lists below ``listings`` and screen the parties of an exhibit; the run is logged.

    UsageError when the exhibit is not there or may not be read, or no list is there; nothing is frozen then.
    """
    parties_path(register, parties)
    load_listings(listings)
    snapshot, files = freeze(register, listings)
    return screen_frozen(
        register,
        Screening(parties=parties, snapshot=snapshot, files=files, as_of=as_of, threshold=threshold, top=top),
    )


def screen_frozen(register: Register, screening: Screening) -> list[Hit]:
    """Run a screening against lists that the register keeps; the table ``hits`` is written, the run logged."""
    asked = read_parties(parties_path(register, screening.parties))
    known = load_listings(frozen_folder(register, screening.snapshot, screening.files))
    hits = screen_parties(
        asked.parties, known, as_of=screening.as_of, threshold=screening.threshold, top=screening.top
    )
    told = {
        "method": METHOD,
        "parties": screening.parties,
        "snapshot": screening.snapshot,
        "frozen": screening.files,
        "as_of": screening.as_of.isoformat(),
        "threshold": screening.threshold,
        "top": screening.top,
        "compared": len(asked.parties),
        "lists": [
            {"list": at.list_name, "date": at.snapshot.date.isoformat()}
            for at in lists_at(known, screening.as_of)
            if at.snapshot is not None
        ],
    }
    order = ["party_id", "list", "position"]
    built = {"hits": tables.to_bytes(_table(hits), order=order, provenance=told)}
    with writing(register.path):
        parties_path(register, screening.parties)  # Again: it may have been closed or withdrawn meanwhile.
        tables.commit_held(register, Act.SCREENING, built, told)
    return hits


def parties_path(register: Register, parties: ExhibitId) -> Path:
    """Return the file of an exhibit that may be read; UsageError when there is none."""
    found = {exhibit.number: exhibit for exhibit in permitted(register, Use.READ)}
    if parties not in found:
        raise UsageError("no_such_exhibit", path=register.path, exhibit=parties)
    return objects.object_path(register, found[parties].object)


def _table(hits: list[Hit]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    arabic, english = (answer.rows(hits, language) for language in ("ar", "en"))
    rows = [
        {
            **dict(zip(answer.COLUMNS, row, strict=True)),
            "reasons_en": row[-1],
            "reasons_ar": other[-1],
            "position": n,
        }
        for n, (row, other) in enumerate(zip(english, arabic, strict=True))
    ]
    columns = {name: pa.array([str(row[name]) for row in rows], pa.string()) for name in _TEXT_COLUMNS}
    scores = [float(str(row["score"])) if row["score"] else None for row in rows]
    positions = pa.array([row["position"] for row in rows], pa.int32())
    return pa.table({**columns, "score": pa.array(scores, pa.float64()), "position": positions})
