"""Linkage inside a register: rows of the exhibits that are lists into mentions, pairs and clusters."""

import dataclasses
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sijill.errors import BusyError, InputError, UsageError
from sijill.link.decisions import in_force
from sijill.link.headers import NAME_FIELDS, find_columns, row_record
from sijill.link.kinds import kind_of
from sijill.link.records import METHOD, VERSION, LinkResult, RecordColumns
from sijill.link.weight_table import KEY, weight_table
from sijill.model.log import Act
from sijill.store import catalogue, tables
from sijill.store.access import Use, permitted
from sijill.store.gazetteer import TABLE as PLACES
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register
from sijill.store.lock import writing

if TYPE_CHECKING:
    from sijill.link.engine import Sweeper

_DATE_KINDS: Final = {"death": "killed", "detention": "detained"}
_MENTION_COLUMNS: Final = (
    "mention", "exhibit", "at", "list", "record", "name", "mother", "sex", "age", "birth", "event_date", "place", "town",
    "status", "kind",
)  # fmt: skip

_Warning: TypeAlias = tuple[str, Mapping[str, object]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One row of a list: where it stands and what it says, everything as written but ``kind``."""

    exhibit: str
    at: str
    list: str
    record: Mapping[str, str]
    """As :func:`sijill.link.headers.row_record` gives it."""

    @property
    def id(self) -> str:
        """Exhibit and locator."""
        return f"{self.exhibit}#{self.at}"

    @property
    def kind(self) -> str:
        """Killed, detained, missing, or empty where the row does not say."""
        return kind_of(self.record["status"], fallback=_DATE_KINDS.get(self.record["event_kinds"], ""))


def link_register(register: Register, *, seed: int = 0, sweeper: "Sweeper | None" = None) -> LinkResult:
    """Link all lists of the register and keep mentions, pairs and persons under ids that stay; the run is logged.

    An exhibit handed in as a list but without a column of names is left out, and a warning of the result
    names it: what was handed in cannot be taken back, so it must not stop every later run. UsageError when
    no exhibit was handed in as a list; InputError when none of them has a column of names. With ``sweeper`` pairs are
    weighed elsewhere, see :func:`sijill.link.spark.on_spark`; nothing of what is kept tells where.
    """
    from sijill.link.engine import link_records
    from sijill.link.kept import history_tables, read_history
    from sijill.link.persons import follow

    mentions, left_out = read_mentions(register)
    decided, told_of_decisions = in_force(register)
    places = register_gazetteer(register)
    result = link_records(
        record_columns(mentions), seed=seed, decided=decided, places=places, sweeper=sweeper
    )
    result = dataclasses.replace(result, warnings=(*left_out, *told_of_decisions, *result.warnings))
    before, before_digest = read_history(register), tables.current(register).get("membership")
    followed = follow(before, result.ids, result.cluster_ids, key=secrets.token_bytes(16))
    result = dataclasses.replace(result, cluster_ids=followed.persons.to_pylist(), followed=followed)
    told: dict[str, Any] = {  # Any: JSON values
        "inputs": tables.current(register)["rows"],
        "lists": sorted({each.list for each in mentions}),
        "left_out": [str(fields["exhibit"]) for _, fields in left_out],
        "method": METHOD,
        "version": VERSION,
        "places": tables.current(register).get(PLACES, ""),
        "parameters": dict(result.parameters),
        "decisions": {"same": len(decided.same), "different": len(decided.different)},
        "clean_lists": [place for place, each in enumerate(result.lists) if each.duplicate_free is True],
    }
    built = {
        "mentions": tables.to_bytes(_mention_table(mentions), order=["mention"], provenance=told),
        "clusters": tables.to_bytes(_cluster_table(result), order=["mention"], provenance=told),
        "pairs": tables.to_bytes(_pair_table(result), order=["left", "right"], provenance=told),
        "weights": tables.to_bytes(weight_table(result.weights), order=list(KEY), provenance=told),
    }
    # Names of lists stand in exhibits, and have to go with them: the log's entry has their count.
    about = {"seed": seed, **told, "lists": len(told["lists"]), "persons": followed.counts()}
    built |= history_tables(followed.history)
    with writing(register.path):
        if tables.current(register).get("membership") != before_digest:
            raise BusyError("input_changed", path=register.path)  # Another run gave ids meanwhile.
        tables.commit_held(register, Act.LINKAGE, built, about, aside="persons")
    return result


def read_mentions(register: Register) -> tuple[list[Mention], list[_Warning]]:
    """Return the rows of every exhibit that is a list and may be read, by exhibit and row, and who is left out."""
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    with catalogue.opened(register) as connection:
        names = {each.exhibit: each.list_name for each in catalogue.deposits(connection) if each.list_name}
    listed = {number: name for number, name in names.items() if number in readable}
    if not listed:
        raise UsageError("no_list_exhibits", path=register.path)
    cells = tables.read(register, "rows").select(["exhibit", "at", "column", "header", "value"]).to_pylist()
    by_exhibit: dict[str, list[dict[str, Any]]] = {}
    for cell in cells:
        by_exhibit.setdefault(cell["exhibit"], []).append(cell)
    mentions: list[Mention] = []
    left_out: list[_Warning] = []
    failed: InputError | None = None
    for number, name in sorted(listed.items()):
        try:
            mentions += _mentions_of(number, name, by_exhibit.get(number, []))
        except InputError as error:
            failed = failed or error
            left_out.append(("no_names", {"exhibit": number, "list": name}))
    if failed is not None and not mentions:
        raise failed
    return mentions, left_out


def _mentions_of(exhibit: str, name: str, cells: Iterable[dict[str, Any]]) -> list[Mention]:
    titles: dict[int, str] = {}
    rows: dict[str, dict[int, str]] = {}
    for cell in cells:
        titles[cell["column"]] = cell["header"]
        rows.setdefault(cell["at"], {})[cell["column"]] = cell["value"]
    header = [titles.get(column, "") for column in range(max(titles, default=-1) + 1)]
    places = find_columns(header)
    if not any(places.get(field) for field in NAME_FIELDS):
        raise InputError(
            "missing_column", path=exhibit, expected="name / الاسم", found=", ".join(header) or "-"
        )
    mentions = []
    for at, row in rows.items():
        record = row_record([row.get(column, "") for column in range(len(header))], places)
        mentions.append(Mention(exhibit=exhibit, at=at, list=record["lists"] or name, record=record))
    return mentions


def record_columns(mentions: list[Mention]) -> RecordColumns:
    """Return mentions as the columns that linkage takes in."""
    fields = [field.name for field in dataclasses.fields(RecordColumns) if field.name not in {"ids", "lists"}]
    columns = {name: [each.record[name] for each in mentions] for name in fields}
    given = {name: column for name, column in columns.items() if name == "names" or any(column)}
    return RecordColumns(
        **{"names": [], **given}, ids=[each.id for each in mentions], lists=[each.list for each in mentions]
    )


def _mention_table(mentions: list[Mention]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    rows = [
        (
            each.id, each.exhibit, each.at, each.list, each.record["ids"], each.record["names"], each.record["mothers"],
            each.record["sexes"], each.record["ages"], each.record["birth_dates"], each.record["event_dates"],
            each.record["places"], each.record["towns"], each.record["status"], each.kind,
        )
        for each in mentions
    ]  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * len(_MENTION_COLUMNS)
    return pa.table([pa.array(column, pa.string()) for column in columns], names=list(_MENTION_COLUMNS))


def _cluster_table(result: LinkResult) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    return pa.table(
        {
            "mention": pa.array(list(result.ids), pa.string()),
            "person": pa.array(list(result.cluster_ids), pa.string()),
            "probability": pa.array(result.probability, pa.float64(), from_pandas=True),
        }
    )


def _pair_table(result: LinkResult) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    ids = pa.array(list(result.ids), pa.string())
    return pa.table(
        {
            "left": ids.take(pa.array(result.pairs.left)),
            "right": ids.take(pa.array(result.pairs.right)),
            "weight": pa.array(result.pairs.weight, pa.float32()),
            "probability": pa.array(result.pairs.probability, pa.float64()),
            "state": pa.array(result.pairs.state, pa.uint8()),
        }
    )
