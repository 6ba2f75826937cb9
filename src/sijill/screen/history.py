"""Lists by date: reading a folder of them, and what was in force on a day.

A folder is either one list folder or a folder of list folders. The date of a list folder stands in its
``list.toml`` (``date = 2021-07-07``) or at the end of its name (``ofac_2021-07-07``).
"""

import dataclasses
import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Final

from sijill.errors import InputError, UsageError
from sijill.exchange.ofac import has_ofac, read_ofac
from sijill.exchange.un import has_un, read_un
from sijill.model.listing import Caution, Listing, ListingId, Snapshot
from sijill.store.given import read_bytes

MAX_AGE_DAYS: Final = 30
"""A list older than this on the day asked for is used with a caution; lists change several times a month."""

_DATED: Final = re.compile(r"(?:^|.*[^0-9])(\d{4}-\d{2}-\d{2})")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListingHistory:
    """All snapshots that were read, by list and date; no list has two of one date."""

    snapshots: tuple[Snapshot, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists, sorted."""
        return tuple(sorted({snapshot.list_name for snapshot in self.snapshots}))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormerListing:
    """A listing of an earlier snapshot that the one in force does not have."""

    listing: Listing
    last_seen: dt.date
    first_absent: dt.date
    """Date of the first snapshot after ``last_seen``: the delisting lies between the two."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListAt:
    """One list as it stood on one day, as far as the snapshots tell."""

    list_name: str
    snapshot: Snapshot | None
    """The latest snapshot not after the day; None when only later ones are there."""
    earliest: dt.date
    earlier: tuple[Snapshot, ...] = ()
    """Those before it, which former listings and missing details come from."""
    in_force: tuple[Listing, ...] = ()
    """With names and details of an earlier snapshot where the one in force lacks its main file."""
    former: tuple[FormerListing, ...] = ()
    cautions: tuple[Caution, ...] = ()


def load_listings(folder: Path, *, list_date: dt.date | None = None) -> ListingHistory:
    """Return every list in ``folder``, or in its sub-folders, with its date.

    ``list_date`` dates a single list folder that does not say its date itself. Raises UsageError when no list
    is there, InputError when one has no date, is broken, or stands twice under one date.
    """
    if not folder.exists():
        raise InputError("missing_file", path=str(folder))
    if not folder.is_dir():
        raise InputError("list_not_a_folder", path=str(folder))
    folders = [folder] if _has_list(folder) else _list_folders(folder)
    if not folders:
        raise UsageError("no_lists", path=str(folder))
    snapshots: dict[tuple[str, dt.date], Snapshot] = {}
    for one in folders:
        for snapshot in _read(one, list_date if one is folder else None, one.name):
            key = (snapshot.list_name, snapshot.date)
            if key in snapshots:
                raise InputError("list_twice", path=str(one), list=snapshot.list_name, date=snapshot.date)
            snapshots[key] = snapshot
    return ListingHistory(snapshots=tuple(snapshots[key] for key in sorted(snapshots)))


def lists_at(
    history: ListingHistory, day: dt.date, *, max_age_days: int = MAX_AGE_DAYS
) -> tuple[ListAt, ...]:
    """Return each list as it stood on ``day``: the latest snapshot not after it, and what had left it before."""
    return tuple(_list_at(history, name, day, max_age_days) for name in history.lists)


def _has_list(folder: Path) -> bool:
    return has_ofac(folder) or has_un(folder)


def _list_folders(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.is_dir() and _has_list(path)]


def _read(folder: Path, list_date: dt.date | None, name: str) -> list[Snapshot]:
    date = list_date or _date_of(folder)
    shown_as = f"{name}/"
    found = []
    if has_ofac(folder):
        if date is None:
            raise InputError("list_undated", path=str(folder))
        found += read_ofac(folder, list_date=date, shown_as=shown_as)
    if has_un(folder):
        found += read_un(folder, list_date=date, shown_as=shown_as)
    return found


def _date_of(folder: Path) -> dt.date | None:
    note = folder / "list.toml"
    if note.exists():
        return _noted_date(note)
    found = _DATED.fullmatch(folder.resolve().name)
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found[1])
    except ValueError as error:
        raise InputError("list_undated", path=str(folder)) from error


def _noted_date(note: Path) -> dt.date:
    try:
        date = tomllib.loads(read_bytes(note).decode("utf-8")).get("date")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("list_note", path=str(note)) from error
    if isinstance(date, str):
        try:
            date = dt.date.fromisoformat(date)
        except ValueError:
            date = None
    # A datetime is a date to Python, but not a day.
    if not isinstance(date, dt.date) or isinstance(date, dt.datetime):
        raise InputError("list_note", path=str(note))
    return date


def _list_at(history: ListingHistory, name: str, day: dt.date, max_age_days: int) -> ListAt:
    snapshots = [snapshot for snapshot in history.snapshots if snapshot.list_name == name]
    past = [snapshot for snapshot in snapshots if snapshot.date <= day]
    earliest = snapshots[0].date
    if not past:
        return ListAt(list_name=name, snapshot=None, earliest=earliest)
    current = past[-1]
    cautions = list(current.cautions)
    age = (day - current.date).days
    if age > max_age_days:
        fields = {"list": name, "date": current.date.isoformat(), "days": age}
        cautions.insert(0, Caution(key="caution.old_list", fields=tuple(fields.items())))
    known: dict[ListingId, Listing] = {}
    seen: dict[ListingId, int] = {}
    for place, snapshot in enumerate(past):
        for listing in snapshot.listings:
            known[listing.id] = _with_earlier_details(listing, known.get(listing.id))
            seen[listing.id] = place
    there = {listing.id for listing in current.listings}
    return ListAt(
        list_name=name,
        snapshot=current,
        earliest=earliest,
        earlier=tuple(past[:-1]),
        in_force=tuple(known[listing.id] for listing in current.listings),
        former=tuple(
            FormerListing(
                listing=known[gone], last_seen=past[seen[gone]].date, first_absent=past[seen[gone] + 1].date
            )
            for gone in sorted(seen.keys() - there)
        ),
        cautions=tuple(cautions),
    )


def _with_earlier_details(listing: Listing, earlier: Listing | None) -> Listing:
    """The listing itself where it has a main name; else with the names and details last known, and their date."""
    if earlier is None or listing.has_primary or not earlier.has_primary:
        return listing
    return dataclasses.replace(
        earlier,
        list_date=listing.list_date,
        source=listing.source,
        details_source=earlier.details_source or earlier.source,
        names=tuple(dict.fromkeys((*earlier.names, *listing.names))),
    )
