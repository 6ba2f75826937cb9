"""Computed tables: equal content has equal bytes, and files come and go with the log."""

import random
from typing import Any

import pyarrow as pa
import pytest

from sijill.errors import IntegrityError, UsageError
from sijill.model.log import Act
from sijill.store import log, tables
from sijill.store.layout import Register

ROWS = [(f"2026-{number:06d}", number % 7, "سجن" * (number % 3)) for number in range(300)]


def _bytes(rows: list[tuple[Any, ...]]) -> bytes:
    columns = list(zip(*rows, strict=True))
    table = pa.table([pa.array(column) for column in columns], names=["exhibit", "n", "text"])
    return tables.to_bytes(table, order=["exhibit"], provenance={"b": 2, "a": "١"})


def test_no_order_of_rows_changes_the_bytes() -> None:
    """Rows in any order give the same file, and its provenance comes back."""
    made = {_bytes(random.Random(seed).sample(ROWS, len(ROWS))) for seed in range(4)}
    assert len(made | {_bytes(ROWS)}) == 1


def test_no_pieces_that_a_table_is_put_together_of_change_the_bytes() -> None:
    """A table of several pieces, in order or not, gives the file of the whole; so do two columns that fix the order."""
    table = pa.table(
        {"a": [row[1] for row in ROWS], "b": [row[0] for row in ROWS], "text": [row[2] for row in ROWS]}
    )
    order = ["a", "b"]
    whole = tables.to_bytes(table, order=order, provenance={})
    ordered = table.sort_by([(name, "ascending") for name in order])
    pieces = [ordered.slice(0, 7), ordered.slice(7, 100), ordered.slice(107)]
    assert tables.to_bytes(ordered, order=order, provenance={}) == whole
    assert tables.to_bytes(pa.concat_tables(pieces), order=order, provenance={}) == whole
    assert tables.to_bytes(pa.concat_tables(pieces[::-1]), order=order, provenance={}) == whole


def test_rows_in_order_within_groups_alone_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of rows that are written one by one are in order among each other too."""
    monkeypatch.setattr(tables, "_GROUP", 100)
    table = pa.table({"n": list(range(250))})
    whole = tables.to_bytes(table, order=["n"], provenance={})
    turned = pa.concat_tables([table.slice(100, 100), table.slice(0, 100), table.slice(200)])
    assert tables.to_bytes(turned, order=["n"], provenance={}) == whole


def test_the_rows_of_some_exhibits_are_read_alone(register: Register) -> None:
    """Of the exhibits asked for come all rows, of others none; asked for none, what is told of the table comes alone."""
    tables.commit(register, Act.LINKAGE, {"t": _bytes(ROWS)}, {"seed": 1})
    wanted = {ROWS[3][0], ROWS[250][0], "2026-999999"}
    found = tables.read(register, "t", exhibits=wanted)
    assert found["exhibit"].to_pylist() == [ROWS[3][0], ROWS[250][0]]
    nothing = tables.read(register, "t", exhibits=())
    assert len(nothing) == 0
    assert tables.provenance(nothing) == {"b": 2, "a": "١"}


def test_provenance_is_read_without_rows(register: Register) -> None:
    """Some columns alone can be asked for, or none."""
    tables.commit(register, Act.EXTRACTION, {"rows": _bytes(ROWS)}, {})
    assert tables.read(register, "rows", columns=["n"]).column_names == ["n"]
    assert tables.provenance(tables.read(register, "rows", columns=())) == {"b": 2, "a": "١"}


def test_a_run_that_gives_the_same_is_not_logged_twice(register: Register) -> None:
    """Same tables, same account: no new entry, but a file that is gone or damaged is there again."""
    content = _bytes(ROWS)
    tables.commit(register, Act.LINKAGE, {"t": content}, {"seed": 1})
    size = log.current(register).size
    path = tables.table_path(register, "t", tables.current(register)["t"])
    for damage in (path.unlink, lambda: path.write_bytes(b"x")):
        damage()
        tables.commit(register, Act.LINKAGE, {"t": content}, {"seed": 1})
        assert path.read_bytes() == content
    assert log.current(register).size == size
    tables.commit(register, Act.LINKAGE, {"t": content}, {"seed": 2})
    assert log.current(register).size == size + 1
    assert tables.read(register, "t").num_rows == 300
    assert tables.provenance(tables.read(register, "t")) == {"a": "١", "b": 2}


def test_only_the_current_table_stays(register: Register) -> None:
    """A newer table takes the place of the older file."""
    tables.commit(register, Act.LINKAGE, {"t": _bytes(ROWS)}, {})
    tables.commit(register, Act.LINKAGE, {"t": _bytes(ROWS[:5])}, {})
    assert len(list((register.path / "tables").iterdir())) == 1
    assert tables.read(register, "t").num_rows == 5


def test_a_table_that_is_not_the_logged_one_is_not_read(register: Register) -> None:
    """Damaged, gone and never made are three answers."""
    with pytest.raises(UsageError) as caught:
        tables.read(register, "t")
    assert caught.value.key == "no_table"
    tables.commit(register, Act.LINKAGE, {"t": _bytes(ROWS)}, {})
    path = tables.table_path(register, "t", tables.current(register)["t"])
    path.write_bytes(_bytes(ROWS[:9]))
    with pytest.raises(IntegrityError):
        tables.read(register, "t")
    path.unlink()
    with pytest.raises(UsageError) as caught:
        tables.read(register, "t")
    assert caught.value.key == "table_gone"
