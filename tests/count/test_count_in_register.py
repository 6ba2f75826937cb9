"""Counting inside a register: who is counted under which kind, and which lists a total rests on."""

import pyarrow as pa
import pytest

from sijill.count.in_register import count_register
from sijill.model.log import Act
from sijill.store import log, tables
from sijill.store.layout import Register

ROWS = [
    ("A#1", "2026-000001", "A", "detained", "p1"),
    ("A#2", "2026-000001", "A", "detained", "p2"),
    ("B#1", "2026-000002", "B", "detained", "p2"),
    ("C#1", "2026-000003", "C", "killed", "p1"),
    ("D#1", "2026-000004", "D", "missing", "p3"),
]


@pytest.fixture
def counted(register: Register) -> dict[str, dict[str, object]]:
    """The rows of ``estimates`` by name: one detained on list A is killed on list C."""
    names = ("mention", "exhibit", "list", "kind", "person")
    columns = dict(zip(names, map(list, zip(*ROWS, strict=True)), strict=True))
    person = columns.pop("person")
    clusters = {"mention": columns["mention"], "person": person, "probability": [None] * len(person)}
    built = {
        name: tables.to_bytes(pa.table(table), order=["mention"], provenance={"method": "made for a test"})
        for name, table in {"mentions": columns, "clusters": clusters}.items()
    }
    terms = {"access": "team", "consent": ["keep"], "source": "", "list": None, "size": 1, "name": "x"}
    held = [{"exhibit": each, "object": each, **terms} for each in sorted(set(columns["exhibit"]))]
    log.append(register, [(Act.ACCESSION, about) for about in held])
    tables.commit(register, Act.LINKAGE, built, {})
    count_register(register)
    return {row["name"]: row for row in tables.read(register, "estimates").to_pylist()}


def test_nobody_is_counted_under_two_kinds(counted: dict[str, dict[str, object]]) -> None:
    """Who is detained on one list and killed on another is counted once, among the killed."""
    documented = {name: row["documented"] for name, row in counted.items()}
    assert documented == {"all": 3, "killed": 1, "detained": 1, "missing": 1}


def test_a_list_that_takes_a_person_out_of_a_total_decides_it(counted: dict[str, dict[str, object]]) -> None:
    """The detained are those of A and B less one whom C knows to be dead: without C's consent, no such total."""
    exhibits = {name: row["exhibits"] for name, row in counted.items()}
    assert exhibits["detained"] == ["2026-000001", "2026-000002", "2026-000003"]
    assert exhibits["missing"] == ["2026-000004"]
    assert counted["detained"]["lists"] == ["A", "B"]
