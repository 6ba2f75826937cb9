"""The catalogue: what the log says, as SQLite tables that can be asked. A function of log and payload.

It is brought up to date by replaying entries that it has not seen, so a process killed between the log
and the catalogue loses nothing, and deleting the file costs only the time of a replay.
"""

import contextlib
import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

from sijill.errors import BusyError, IntegrityError, SijillError, StorageError
from sijill.model.evidence import Access, Deposit, Exhibit, Purpose, Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act, Entry
from sijill.store import log
from sijill.store.layout import Register

_SCHEMA = """
create table entry (position integer primary key, at text not null, act text not null,
  tool text not null, actor text not null, about text not null) strict;
create index entry_act on entry (act, position);
create index entry_at on entry (at);
create index entry_sealed on entry (position) where json_extract(about, '$.sealed') is not null;
create table exhibit (number text primary key, object text not null unique, size integer not null,
  name text not null) strict;
create table deposit (position integer primary key, exhibit text not null references exhibit, at text not null,
  source text not null, name text not null, access text not null, consent text not null, list_name text,
  derived_from text, member_of integer) strict;
create index deposit_exhibit on deposit (exhibit);
create index deposit_member on deposit (member_of) where member_of is not null;
create table derived (name text primary key, digest text not null, position integer not null) strict;
"""
_ORDER: Final = {"entry": "position", "exhibit": "number", "deposit": "position", "derived": "name"}
"""The tables, and the key that fixes the order of each."""

_VERSION: Final = 5
"""Of the schema: a catalogue of another version is made again."""
_ROOM: Final = 1 << 18
"""Free bytes below which SQLite may find no room for its own files."""

_WAIT_SECONDS: Final = 30.0


@contextlib.contextmanager
def opened(register: Register) -> Iterator[sqlite3.Connection]:
    """Open the catalogue, brought up to date with the log.

    On a disk that cannot be written to, the log is replayed in memory instead.
    """
    with contextlib.ExitStack() as held:
        try:
            connection = held.enter_context(contextlib.closing(_connect(register, "rwc")))
            _bring_up(register, connection)
        except sqlite3.OperationalError as error:
            if _code(error) not in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
                raise _told(register, error) from error
            connection = held.enter_context(contextlib.closing(_in_memory()))
            _replay(register, connection)
        except sqlite3.DatabaseError as error:
            raise _told(register, error) from error
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise _told(register, error) from error


@contextlib.contextmanager
def as_it_stands(register: Register) -> Iterator[sqlite3.Connection]:
    """Open the catalogue without replaying anything, for looking at it; sqlite3.DatabaseError when damaged."""
    with contextlib.ExitStack() as held:
        try:
            connection = held.enter_context(contextlib.closing(_connect(register, "rw")))
            connection.execute("select 1 from sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # On a read-only disk a catalogue with unmerged writes beside it cannot be read whole.
            beside = register.catalogue.with_name(register.catalogue.name + "-wal")
            if beside.exists() and beside.stat().st_size:
                raise
            connection = held.enter_context(contextlib.closing(_connect(register, "ro&immutable=1")))
        yield connection


def damage(connection: sqlite3.Connection) -> str:
    """Return what SQLite finds wrong inside the file; empty when nothing is. DatabaseError when it is no database."""
    (found,) = connection.execute("pragma integrity_check(1)").fetchone()
    return "" if found == "ok" else str(found)


def is_current(connection: sqlite3.Connection) -> bool:
    """Return whether the catalogue has this program's schema; of another, the next opening makes it again."""
    return _version(connection) == _VERSION


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:  # Any: SQLite values
    """Return the schema and every row of every table, in a total order: equal content, equal dump."""
    schema = connection.execute("select type, name, tbl_name, sql from sqlite_master order by type, name")
    rows = {
        name: connection.execute(f"select * from {name} order by {key}").fetchall()  # noqa: S608 - our own names
        for name, key in _ORDER.items()
    }
    return {"schema": schema.fetchall(), **rows}


def dump_of(entries: Iterable[Entry]) -> dict[str, list[tuple[Any, ...]]]:  # Any: SQLite values
    """Return the dump that a catalogue of just these entries has."""
    with contextlib.closing(_in_memory()) as connection:
        connection.execute("begin")
        for entry in entries:
            _apply(connection, entry)
        connection.execute("commit")
        return dump(connection)


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
        "select position, exhibit, at, source, name, access, consent, list_name, derived_from, member_of"
        " from deposit order by position"
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
            derived_from=ExhibitId(origin) if origin else None,
            member_of=archive,
        )
        for position, exhibit, at, source, name, access, consent, list_name, origin, archive in rows
    ]


def entries(connection: sqlite3.Connection, act: Act | None = None) -> list[Entry]:
    """Return all entries, or those of one act, in the order of the log."""
    chosen, given = ("where act = ?", (act.value,)) if act else ("", ())
    rows = connection.execute(
        f"select position, at, act, tool, actor, about from entry {chosen} order by position",  # noqa: S608 - ours
        given,
    )
    return [_entry(row) for row in rows]


def of_batch(connection: sqlite3.Connection, batch: str) -> list[Entry]:
    """Return the deposits of one intake, and the unpackings of its archives, in the order of the log."""
    rows = connection.execute(
        "select position, at, act, tool, actor, about from entry"
        " where act in (?, ?) and about ->> '$.batch' = ? order by position",
        (Act.ACCESSION.value, Act.DERIVATION.value, batch),
    )
    return [_entry(row) for row in rows]


def members(connection: sqlite3.Connection, deposit: int) -> list[Entry]:
    """Return the deposits of members that came out with the deposit of an archive, in the order of the log."""
    rows = connection.execute(
        "select position, entry.at, act, tool, actor, about from entry join deposit using (position)"
        " where member_of = ? order by position",
        (deposit,),
    )
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> Entry:  # Any: SQLite values
    position, at, word, tool, actor, about = row
    return Entry(position=position, at=at, act=Act(word), tool=tool, actor=actor, about=json.loads(about))


def derived(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the digest of each computed table as the log last gave it, by name."""
    return dict(connection.execute("select name, digest from derived order by name").fetchall())


def exhibit_of(connection: sqlite3.Connection, identity: ObjectId) -> ExhibitId | None:
    """Return the number under which an object is held, if it is."""
    row = connection.execute("select number from exhibit where object = ?", (identity,)).fetchone()
    return ExhibitId(row[0]) if row else None


def sealed(connection: sqlite3.Connection) -> list[dict[str, Any]]:  # Any: a JSON object
    """Return what the log says in clear of each sealed deposit, in its order."""
    rows = connection.execute(
        "select about from entry where json_extract(about, '$.sealed') is not null order by position"
    )
    return [json.loads(about) for (about,) in rows]


def newest(connection: sqlite3.Connection) -> str:
    """Return the latest time that any entry gives; empty when there is none."""
    (latest,) = connection.execute("select max(at) from entry").fetchone()
    return str(latest or "")


def withdrawn_numbers(connection: sqlite3.Connection) -> set[str]:
    """Return the numbers of withdrawn exhibits: they are never given to others."""
    return {number for each in entries(connection, Act.WITHDRAWAL) for number in each.about["exhibits"]}


def next_number(connection: sqlite3.Connection, year: str) -> int:
    """Return the next free running number of accession in ``year``; that of a withdrawn exhibit stays taken."""
    # As numbers: as text, 2026-1000000 comes before 2026-999999.
    (highest,) = connection.execute(
        "select max(cast(substr(number, 6) as integer)) from exhibit where number like ?", (f"{year}-%",)
    ).fetchone()
    gone = [int(each[5:]) for each in withdrawn_numbers(connection) if each.startswith(f"{year}-")]
    return max([int(highest or 0), *gone]) + 1


def _connect(register: Register, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(register.catalogue.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(f"begin; {_SCHEMA} pragma user_version = {_VERSION}; commit;")
    return connection


def _bring_up(register: Register, connection: sqlite3.Connection) -> None:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma secure_delete = on")
    if _version(connection) != _VERSION:
        connection.execute("begin immediate")
        if _version(connection) != _VERSION:  # Still: another process may have made it meanwhile.
            for table in _ORDER:
                connection.execute(f"drop table if exists {table}")
            for statement in _SCHEMA.split(";")[:-1]:
                connection.execute(statement)
            connection.execute(f"pragma user_version = {_VERSION}")
        connection.execute("commit")
    _replay(register, connection)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version)


def _seen(connection: sqlite3.Connection) -> int:
    (seen,) = connection.execute("select coalesce(max(position) + 1, 0) from entry").fetchone()
    return int(seen)


def _replay(register: Register, connection: sqlite3.Connection) -> None:
    size = log.current(register).size
    while _seen(connection) != size:
        connection.execute("begin immediate")
        try:
            _apply_new(register, connection)
            connection.execute("commit")
        except IntegrityError:
            connection.execute("rollback")
            # A writer that went on meanwhile sweeps files that the older checkpoint needs: look again.
            later = log.current(register).size
            if later == size:
                raise
            size = later
            continue
        size = log.current(register).size


def _apply_new(register: Register, connection: sqlite3.Connection) -> None:
    # Inside the transaction: another reader may have replayed the same entries a moment ago.
    seen, size = _seen(connection), log.current(register).size
    if seen > size:
        raise IntegrityError("log_shorter", path=register.log, found=size, expected=seen)
    for entry in log.entries(register, seen, size):
        _apply(connection, entry)


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code, without SQLite's extensions of it."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


def _told(register: Register, error: sqlite3.DatabaseError) -> SijillError:
    """Return our error for one of SQLite's: wait, make room, or make the catalogue again."""
    code = _code(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return BusyError("register_busy", path=register.path)
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return StorageError("system_refused", path=register.catalogue, reason=_reason(register, error))
    return IntegrityError("damaged_catalogue", path=register.catalogue, reason=error)


def _reason(register: Register, error: sqlite3.DatabaseError) -> str:
    """Return why SQLite could not read or write: where it has no room for its own files it speaks of the disk failing."""
    if shutil.disk_usage(register.path).free < _ROOM:
        return os.strerror(errno.ENOSPC)
    return str(error)


def _apply(connection: sqlite3.Connection, entry: Entry) -> None:
    about = entry.about
    told = json.dumps(dict(about), ensure_ascii=False, sort_keys=True)
    connection.execute(
        "insert into entry values (?, ?, ?, ?, ?, ?)",
        (entry.position, entry.at, entry.act.value, entry.tool, entry.actor, told),
    )
    if entry.act is Act.ACCESSION:
        _apply_accession(connection, entry, about)
    if gone := log.withdrawn_by(entry):
        _apply_withdrawal(connection, sorted(gone))
    for name, digest in about.get("tables", {}).items():
        if digest is None:
            connection.execute("delete from derived where name = ?", (name,))
        else:
            connection.execute(
                "insert or replace into derived values (?, ?, ?)", (name, digest, entry.position)
            )


def _apply_withdrawal(connection: sqlite3.Connection, positions: Iterable[int]) -> None:
    """Have nothing of the entries at ``positions``, as if their payloads had never been read."""
    rows = [(position,) for position in positions]
    touched = [
        found
        for row in rows
        for found in connection.execute("select exhibit from deposit where position = ?", row).fetchall()
    ]
    connection.executemany("delete from entry where position = ?", rows)
    connection.executemany("delete from deposit where position = ?", rows)
    connection.executemany(
        "delete from exhibit where number = ?1 and not exists (select 1 from deposit where exhibit = ?1)",
        touched,
    )
    # An exhibit is what the first deposit that is left says; one that was sealed has another object now.
    connection.executemany(
        "update exhibit set (object, size, name) ="
        " (select json_extract(about, '$.object'), json_extract(about, '$.size'), json_extract(about, '$.name')"
        "  from deposit join entry using (position) where exhibit = ?1 order by position limit 1)"
        " where number = ?1",
        touched,
    )


def _apply_accession(connection: sqlite3.Connection, entry: Entry, about: Any) -> None:  # Any: a JSON object
    connection.execute(
        "insert or ignore into exhibit values (?, ?, ?, ?)",
        (about["exhibit"], about["object"], about["size"], about["name"]),
    )
    connection.execute(
        "insert into deposit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.position,
            about["exhibit"],
            entry.at,
            about["source"],
            about["name"],
            about["access"],
            " ".join(about["consent"]),
            about["list"],
            about.get("derived_from"),
            about["member"]["deposit"] if "member" in about else None,
        ),
    )
