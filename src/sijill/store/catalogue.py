"""The catalogue: what the log says, as SQLite tables that can be asked. A function of log and payload.

It is brought up to date by replaying entries that it has not seen, so a process killed between the log
and the catalogue loses nothing, and deleting the file costs only the time of a replay.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from sijill.errors import IntegrityError
from sijill.model.evidence import Access, Deposit, Exhibit, Purpose, Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act, Entry
from sijill.store import log, payload
from sijill.store.layout import Register

_SCHEMA = """
create table entry (position integer primary key, at text not null, act text not null,
  tool text not null, about text not null) strict;
create table exhibit (number text primary key, object text not null unique, size integer not null,
  name text not null) strict;
create table deposit (position integer primary key, exhibit text not null references exhibit, at text not null,
  source text not null, name text not null, access text not null, consent text not null, list_name text) strict;
create index deposit_exhibit on deposit (exhibit);
create table derived (name text primary key, digest text not null, position integer not null) strict;
"""
TABLES = ("entry", "exhibit", "deposit", "derived")


@contextlib.contextmanager
def opened(register: Register) -> Iterator[sqlite3.Connection]:
    """Open the catalogue, brought up to date with the log."""
    connection = sqlite3.connect(register.catalogue, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        if not connection.execute("select 1 from sqlite_master").fetchone():
            connection.executescript(f"begin; {_SCHEMA} commit;")
        _replay(register, connection)
        yield connection
    except sqlite3.DatabaseError as error:
        raise IntegrityError("damaged_catalogue", path=register.catalogue, reason=error) from error
    finally:
        connection.close()


def exhibits(connection: sqlite3.Connection) -> list[Exhibit]:
    """Return all exhibits by number."""
    rows = connection.execute("select number, object, size, name from exhibit order by number")
    return [
        Exhibit(number=ExhibitId(number), object=ObjectId(identity), size=size, name=name)
        for number, identity, size, name in rows
    ]


def deposits(connection: sqlite3.Connection) -> list[Deposit]:
    """Return all deposits in the order of the log."""
    rows = connection.execute(
        "select position, exhibit, at, source, name, access, consent, list_name from deposit order by position"
    )
    return [
        Deposit(
            position=position,
            exhibit=ExhibitId(exhibit),
            at=at,
            source=source,
            name=name,
            terms=Terms(access=Access(access), consent=frozenset(map(Purpose, consent.split()))),
            list_name=list_name,
        )
        for position, exhibit, at, source, name, access, consent, list_name in rows
    ]


def entries(connection: sqlite3.Connection, act: Act | None = None) -> list[Entry]:
    """Return all entries, or those of one act, in the order of the log."""
    rows = connection.execute(
        "select position, at, act, tool, about from entry where ?1 is null or act = ?1 order by position",
        (act.value if act else None,),
    )
    return [
        Entry(position=position, at=at, act=Act(word), tool=tool, about=json.loads(about))
        for position, at, word, tool, about in rows
    ]


def derived(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the digest of each computed table as the log last gave it, by name."""
    return dict(connection.execute("select name, digest from derived order by name").fetchall())


def exhibit_of(connection: sqlite3.Connection, identity: ObjectId) -> ExhibitId | None:
    """Return the number under which an object is held, if it is."""
    row = connection.execute("select number from exhibit where object = ?", (identity,)).fetchone()
    return ExhibitId(row[0]) if row else None


def next_number(connection: sqlite3.Connection, year: str) -> int:
    """Return the next free running number of accession in ``year``."""
    row = connection.execute("select max(number) from exhibit where number like ?", (f"{year}-%",)).fetchone()
    return int(row[0].split("-")[1]) + 1 if row[0] else 1


def _replay(register: Register, connection: sqlite3.Connection) -> None:
    (seen,) = connection.execute("select coalesce(max(position) + 1, 0) from entry").fetchone()
    size = log.current(register).size
    if seen > size:
        raise IntegrityError("log_shorter", path=register.log, found=size, expected=seen)
    if seen == size:
        return
    connection.execute("begin immediate")
    for position in range(seen, size):
        try:
            entry, _ = payload.read(register.path, position)
        except (OSError, ValueError, KeyError) as error:
            path = payload.payload_path(register.path, position)
            raise IntegrityError("damaged_payload", path=path, row=position) from error
        _apply(connection, entry)
    connection.execute("commit")


def _apply(connection: sqlite3.Connection, entry: Entry) -> None:
    about = entry.about
    told = json.dumps(dict(about), ensure_ascii=False, sort_keys=True)
    # A reader may replay the same entries at the same moment: whoever comes second changes nothing.
    connection.execute(
        "insert or ignore into entry values (?, ?, ?, ?, ?)",
        (entry.position, entry.at, entry.act.value, entry.tool, told),
    )
    if entry.act is Act.ACCESSION:
        _apply_accession(connection, entry, about)
    for name, digest in about.get("tables", {}).items():
        connection.execute("insert or replace into derived values (?, ?, ?)", (name, digest, entry.position))


def _apply_accession(connection: sqlite3.Connection, entry: Entry, about: Any) -> None:  # Any: a JSON object
    connection.execute(
        "insert or ignore into exhibit values (?, ?, ?, ?)",
        (about["exhibit"], about["object"], about["size"], about["name"]),
    )
    connection.execute(
        "insert or ignore into deposit values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.position,
            about["exhibit"],
            entry.at,
            about["source"],
            about["name"],
            about["access"],
            " ".join(about["consent"]),
            about["list"],
        ),
    )
