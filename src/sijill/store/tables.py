"""Computed tables as Parquet, each named by its content: ``tables/<name>.<digest>.parquet``.

A table is written before the log entry that names its digest, so the log always points to a file that is
there whole; a table that no entry names is a leftover. Rows are in a total order and files carry no time,
so equal content has equal digests. The schema's metadata carries provenance. pyarrow is imported by whoever reads or makes a
table: what only has to know which ones there are (`verify`, `init`) is quicker than its import.

The tables of ``KEPT`` cannot be computed again: under which id a person was known depends on all runs before. They lie
in ``persons/``, no rebuild touches them, and a mirror takes them.
"""

import hashlib
import io
import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import BusyError, IntegrityError, UsageError
from sijill.model.log import Act
from sijill.store import catalogue, log
from sijill.store.files import make_folder, remove_durably, write_durably
from sijill.store.layout import Register
from sijill.store.lock import writing

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

KEPT: Final = frozenset({"persons", "membership", "redirects"})
_PROVENANCE = b"sijill"
_GROUP: Final = 1 << 20
"""Rows that are written as one group, as pyarrow does by itself."""
_MADE_BY = {
    "rows": "add", "passages": "add", "mentions": "link", "clusters": "link", "pairs": "link",
    "weights": "link", "prepared": "link", "parts": "link", "met": "link",
    "persons": "link", "membership": "link", "redirects": "link",
    "estimates": "count", "claims": "claim", "beside": "claim", "published": "claim", "hits": "screen",
    "near": "near", "compared": "near", "places": "places load",
}  # fmt: skip


def table_path(register: Register, name: str, digest: str) -> Path:
    """Return where a table with this digest lies."""
    folder = register.path / ("persons" if name in KEPT else "tables")
    return folder / f"{name}.{digest[:16]}.parquet"


def to_bytes(table: "pa.Table", *, order: Sequence[str], provenance: Mapping[str, Any]) -> bytes:
    """Return ``table`` as Parquet bytes, sorted by the columns of ``order`` (which must fix the order)."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    # Not `sort_by`: it starts the threads of pyarrow's query engine, which now and then abort the process
    # at its very end ("terminate called without an active exception"; seen 2 times in 16 runs with pyarrow 26,
    # 0 in 60 since).
    groups = _groups(table)
    if not _are_sorted(groups, order):
        whole = table.combine_chunks()
        groups = [whole.take(pc.sort_indices(whole, sort_keys=[(name, "ascending") for name in order]))]
    told = json.dumps(dict(provenance), ensure_ascii=False, sort_keys=True).encode()
    ordered = pa.concat_tables(groups).replace_schema_metadata({_PROVENANCE: told})
    buffer = io.BytesIO()
    pq.write_table(ordered, buffer, compression="zstd", row_group_size=_GROUP)
    return buffer.getvalue()


def _groups(table: "pa.Table") -> list["pa.Table"]:
    """Return the groups of rows that are written one by one, each in one piece: the same bytes of whatever pieces it came.

    What is in one piece already is not copied: of six million rows that one is added to, the last group alone is.
    """
    return [table.slice(first, _GROUP).combine_chunks() for first in range(0, max(len(table), 1), _GROUP)]


def _are_sorted(groups: Sequence["pa.Table"], order: Sequence[str]) -> bool:
    """Return whether rows are in order, which is found sooner than a million of them are sorted."""
    if not all(_is_sorted(group, order) for group in groups):
        return False
    return all(_key(one, -1, order) < _key(next_, 0, order) for one, next_ in itertools.pairwise(groups))


def _key(group: "pa.Table", row: int, order: Sequence[str]) -> tuple[Any, ...]:  # Any: values of some columns
    return tuple(group[name][row].as_py() for name in order)


def _is_sorted(group: "pa.Table", order: Sequence[str]) -> bool:
    import pyarrow.compute as pc

    columns = [group[name].combine_chunks() for name in order]
    if any(column.null_count for column in columns):
        return False
    if len(group) < 2:
        return True
    later = pc.less(columns[-1][:-1], columns[-1][1:])
    for column in reversed(columns[:-1]):
        before, after = column[:-1], column[1:]
        later = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), later))
    return bool(pc.all(later).as_py())


def commit(register: Register, act: Act, tables: Mapping[str, bytes], about: Mapping[str, Any]) -> None:
    """Write computed tables and the log entry of the run that made them, as one act.

    Nothing is logged again when the same run on the same input gave the same tables.
    """
    with writing(register.path):
        commit_held(register, act, tables, about)


def commit_held(
    register: Register,
    act: Act,
    tables: Mapping[str, bytes],
    about: Mapping[str, Any],
    *,
    aside: str = "",
    stay: Sequence[str] = (),
) -> None:
    """Do what ``commit`` does for a caller that holds the lock since before it read its input.

    Whether a run did what the one before did is asked without what its entry says under ``aside``. Tables that
    ``stay`` are of the run too, and named as they are.
    """
    require_current(register, about)
    digests = {name: digest for name, digest in current(register).items() if name in stay}
    digests |= {name: put(register, name, content) for name, content in sorted(tables.items())}
    told = {**about, "tables": digests}
    with catalogue.opened(register) as connection:
        past = catalogue.entries(connection, act)
        known = catalogue.derived(connection)
    before = past[-1].about if past else None
    if before is None or {**before, aside: 0} != {**told, aside: 0} or known != known | digests:
        log.append(register, [(act, told)])
        with catalogue.opened(register) as connection:
            known = catalogue.derived(connection)
    _sweep(register, known)


def put(register: Register, name: str, content: bytes) -> str:
    """Have a table's file on disk, and return its digest, which the log has to name."""
    digest = hashlib.sha256(content).hexdigest()
    path = table_path(register, name, digest)
    make_folder(path.parent)
    if not path.is_file() or path.read_bytes() != content:
        write_durably(path, content)
    return digest


def require_current(register: Register, about: Mapping[str, Any]) -> None:
    """Raise BusyError when a table that a run read was replaced meanwhile: it may hold what was withdrawn since."""
    inputs = about.get("inputs", [])
    named = set([inputs] if isinstance(inputs, str) else inputs)
    if not named <= set(current(register).values()):
        raise BusyError("input_changed", path=register.path)


def void(register: Register, act: Act, names: Sequence[str]) -> None:
    """Have tables gone that nothing may be computed for any more; the log says so, as an act without a result."""
    with writing(register.path):
        known = current(register)
        made = [name for name in names if name in known and name not in KEPT]
        if made:
            log.append(register, [(act, {"tables": dict.fromkeys(made)})])
            _sweep(register, current(register))


def current(register: Register) -> dict[str, str]:
    """Return the digest of each table that the log names, by table name."""
    with catalogue.opened(register) as connection:
        return catalogue.derived(connection)


def read(
    register: Register,
    name: str,
    *,
    exhibits: Collection[str] | None = None,
    columns: Sequence[str] | None = None,
) -> "pa.Table":
    """Return a computed table; UsageError when no run has made it, IntegrityError when its file is damaged.

    Of a table sorted by ``exhibit`` the rows of some ``exhibits`` alone can be asked for, of any table some ``columns``:
    none of them for its provenance alone.
    """
    import pyarrow.parquet as pq

    digest = current(register).get(name)
    while digest is not None:
        path = table_path(register, name, digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            later = current(register).get(name)
            if later == digest and name in KEPT:
                raise IntegrityError("kept_table", path=path) from error
            if later == digest:
                raise UsageError("table_gone", path=path) from error
            digest = later  # A writer put a newer one in its place meanwhile.
            continue
        if hashlib.sha256(content).hexdigest() != digest:
            raise IntegrityError("kept_table" if name in KEPT else "damaged_table", path=path)
        with pq.ParquetFile(io.BytesIO(content)) as file:
            if exhibits is not None:
                return _rows_of(file, exhibits)
            return file.read(columns=None if columns is None else list(columns), use_threads=False)
    raise UsageError("no_table", path=register.path, name=name, verb=_MADE_BY.get(name, "rebuild"))


def _rows_of(file: "pq.ParquetFile", exhibits: Collection[str]) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    place = file.schema_arrow.names.index("exhibit")
    groups = []
    for group in range(file.num_row_groups):
        told = file.metadata.row_group(group).column(place).statistics
        if told is None or any(told.min <= each <= told.max for each in exhibits):
            groups.append(group)
    table = file.read_row_groups(groups, use_threads=False)
    return table.filter(pc.is_in(table["exhibit"], value_set=pa.array(sorted(exhibits), pa.string())))


def told_of(register: Register, name: str) -> dict[str, Any]:  # Any: a JSON object
    """Return the provenance of a computed table; nothing where there is none, or its file is gone or damaged."""
    import pyarrow.parquet as pq

    digest = current(register).get(name, "")
    path = table_path(register, name, digest)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != digest:
        return {}
    return provenance(pq.read_schema(io.BytesIO(content)).empty_table())


def provenance(table: "pa.Table") -> dict[str, Any]:  # Any: a JSON object
    """Return the provenance that a table carries."""
    found: dict[str, Any] = json.loads((table.schema.metadata or {}).get(_PROVENANCE, b"{}"))
    return found


def sweep_kept(register: Register) -> None:
    """Have gone what the log names no more of the tables that are kept: it may hold what was withdrawn."""
    wanted = _paths(register, current(register))
    remove_durably(sorted(set((register.path / "persons").glob("*")) - wanted))


def _sweep(register: Register, known: Mapping[str, str]) -> None:
    wanted = _paths(register, known)
    for folder in ("tables", "persons"):
        for path in (register.path / folder).glob("*"):
            if path not in wanted and path.is_file():
                path.unlink()


def _paths(register: Register, known: Mapping[str, str]) -> set[Path]:
    return {table_path(register, name, digest) for name, digest in known.items()}
