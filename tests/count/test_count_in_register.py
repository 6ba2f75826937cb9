"""Counting inside a register: who is counted under which kind, and which lists a total rests on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from sijill.count.by_stratum import estimate_strata
from sijill.count.in_register import RegisterLinkage, count_register
from sijill.count.posterior import Counted
from sijill.count.several import SEVERAL
from sijill.count.strata_in_register import strata_of_register
from sijill.count.strata_remarks import strata_with_several
from sijill.model.estimate import (
    CaptureHistories,
    Estimate,
    LinkageError,
    Provenance,
    Rate,
    Refusal,
    Scope,
)
from sijill.model.log import Act
from sijill.store import catalogue, log, tables
from sijill.store.layout import Register

ROWS = [
    ("A#1", "2026-000001", "A", "detained", "p1"),
    ("A#2", "2026-000001", "A", "detained", "p2"),
    ("B#1", "2026-000002", "B", "detained", "p2"),
    ("C#1", "2026-000003", "C", "killed", "p1"),
    ("D#1", "2026-000004", "D", "missing", "p3"),
]


def _link(register: Register, rows: Sequence[tuple[str, ...]] = ROWS, name: str = "سالم الغيم") -> None:
    names = ("mention", "exhibit", "list", "kind", "person")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    person = columns.pop("person")
    columns["name"] = [name if each == "D#1" else "هاني الغيم" for each in columns["mention"]]
    clusters = {"mention": columns["mention"], "person": person, "probability": [None] * len(person)}
    built = {
        name: tables.to_bytes(pa.table(table), order=["mention"], provenance={"method": "made for a test"})
        for name, table in {"mentions": columns, "clusters": clusters}.items()
    }
    terms = {"access": "team", "consent": ["keep"], "source": "", "list": None, "size": 1, "name": "x"}
    held = [{"exhibit": each, "object": each, **terms} for each in sorted(set(columns["exhibit"]))]
    log.append(register, [(Act.ACCESSION, about) for about in held])
    tables.commit(register, Act.LINKAGE, built, {})


def _link_again(register: Register) -> None:
    """Have every record named as one person."""
    mentions = tables.read(register, "mentions").to_pydict()
    mentions["name"] = ["هاني الغيم"] * len(mentions["name"])
    content = tables.to_bytes(pa.table(mentions), order=["mention"], provenance={"method": "made for a test"})
    tables.commit(register, Act.LINKAGE, {"mentions": content}, {})


@pytest.fixture
def counted(register: Register) -> dict[str, dict[str, object]]:
    """The rows of ``estimates`` by name: one detained on list A is killed on list C."""
    _link(register)
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


def test_the_linkage_of_a_register_goes_into_its_totals(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each total is given its own histories under each clustering, and the audited rates; the log says where from."""
    given: dict[str, LinkageError] = {}

    def counted(histories: CaptureHistories, *, linkage: LinkageError, **_: int) -> Counted:
        given[" ".join(histories.lists)] = linkage
        source = Provenance(
            histories_sha256="", input_sha256=None, method="", version="", parameters=(), seed=0
        )
        refused = Refusal(
            code="no_overlap", fields=(), documented=0, lists=(), warnings=(), provenance=source
        )
        return Counted(result=refused)

    _link(register)
    monkeypatch.setattr("sijill.count.total.count_total", counted)
    rate = Rate(value=0.9, low=0.8, high=0.95)
    apart, together = np.arange(5, dtype=np.int32), np.zeros(5, np.int32)
    ids = [row[0] for row in ROWS]
    known = RegisterLinkage(told={"clusterings": 2}, recall=rate, ids=ids, clusterings=[apart, together])
    count_register(register, linkage=known)
    all_of_them = given["A B C D"]
    assert [each.documented for each in all_of_them.clusterings] == [5, 1]
    assert all_of_them.recall == rate
    # Under the second clustering the only person is dead: nobody is detained.
    assert [each.documented for each in given["A B"].clusterings] == [3]
    with catalogue.opened(register) as connection:
        assert catalogue.entries(connection, Act.ESTIMATION)[-1].about["linkage"] == {"clusterings": 2}


def test_a_total_that_is_kept_is_not_counted_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same question is answered from the table, with the same bytes; without its file, or with another seed, not."""
    _link(register)
    first = count_register(register)
    name = tables.current(register)["estimates"]
    counted: list[int] = []

    def fail(*_: object, seed: int, **__: object) -> Counted:
        counted.append(seed)
        raise ZeroDivisionError

    monkeypatch.setattr("sijill.count.total.count_total", fail)
    assert count_register(register) == first
    assert tables.current(register)["estimates"] == name
    with pytest.raises(ZeroDivisionError):
        count_register(register, seed=7)
    tables.table_path(register, "estimates", name).unlink()
    with pytest.raises(ZeroDivisionError):
        count_register(register)
    assert counted[0] == 7
    assert len(counted) == 2


def test_a_person_stands_where_most_lists_say(register: Register) -> None:
    """p1 is in Homs by one list and nowhere by another; p2 is claimed by two places and thus unknown."""
    _link(register)
    values = {"A#1": ("Homs",), "C#1": ("",), "A#2": ("Homs",), "B#1": ("Hama",), "D#1": ("",)}
    apart = np.arange(5, dtype=np.int32)
    known = RegisterLinkage(told={}, ids=[row[0] for row in ROWS], clusterings=[apart])
    found = strata_of_register(register, values, by=("place",), linkage=known)
    counts = {
        label: each.documented
        for label, each in zip(found["all"].labels, found["all"].histories, strict=True)
    }
    assert counts == {("",): 2, ("Homs",): 1}
    (other,) = found["all"].others
    assert dict(zip(other.labels, (each.documented for each in other.histories), strict=True)) == {
        ("",): 2,
        ("Homs",): 2,
        ("Hama",): 1,
    }
    assert {each.lists for each in found["all"].histories} == {("A", "B", "C", "D")}


def test_a_register_has_to_say_what_it_counts(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that bear a total are refused until population and period are declared; then the table says them, and nothing else."""
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    seen = np.random.default_rng(3).random((300, 3)) < 0.4
    rows = [
        (f"{name}#{person}", f"2026-00000{place + 1}", name, "killed", f"p{person}")
        for place, name in enumerate("ABC")
        for person in np.flatnonzero(seen[:, place]).tolist()
    ]
    _link(register, rows)
    refused = count_register(register)["killed"]
    assert isinstance(refused, Refusal)
    assert (refused.code, dict(refused.fields)) == ("undeclared", {"options": "--population --period"})
    assert refused.documented == seen.any(axis=1).sum()
    (row, _) = tables.read(register, "estimates").to_pylist()
    assert row["estimate"] is None
    said = Scope(population="civilians", period="2012")
    assert isinstance(count_register(register, scope=said)["killed"], Estimate)
    (everybody, killed) = tables.read(register, "estimates").to_pylist()
    assert [killed[part] for part in ("population", "cause", "place", "period")] == [
        "civilians",
        "القتلى / killed",
        "",
        "2012",
    ]
    assert everybody["population"] == "civilians"
    # Kept answers of the same lists do not answer for another scope.
    now = count_register(register, scope=Scope(population="currently detained", period="2012"))["killed"]
    assert isinstance(now, Refusal)
    assert now.code == "open_population"


def test_records_of_several_persons_are_told_of_each_total_they_are_in(register: Register) -> None:
    """Told of all and of the missing, with no number that would be a small cell; a count after a mend takes it back."""
    _link(register, name="سالم الغيم وزوجته")
    for told in ({"all", "missing"}, set[str]()):
        results = count_register(register)
        said = {
            name
            for name, each in results.items()
            if any(remark.code == "several" for remark in each.warnings)
        }
        assert said == told
        rows = tables.read(register, "estimates").to_pylist()
        texts = {row["name"]: [each for each in row["warnings_ar"] if "أكثر من شخص" in each] for row in rows}
        assert {name for name, some in texts.items() if some} == told
        assert not any(map(str.isdigit, "".join(texts["missing"])))
        _link_again(register)


def test_records_of_several_persons_are_told_of_the_strata_they_are_or_may_be_in(register: Register) -> None:
    """Of the stratum alone that a person is known to be in; of all where that is not known; of all persons in any case."""
    _link(register, name="سالم الغيم وزوجته")
    for place, told in (("south", {("south",)}), ("", {("north",), ("south",)})):
        values = {mention: ("north",) for mention, *_ in ROWS} | {"A#2": ("south",), "B#1": ("south",)}
        strata = strata_of_register(register, values | {"D#1": (place,)}, by=("place",))["all"]
        assert strata.several == frozenset({(place,)})
        answers = strata_with_several(estimate_strata(strata, replicates=2), strata.several)
        warned = {each.label for each in answers.strata if SEVERAL in each.counted.result.warnings}
        assert warned == told
        assert SEVERAL in answers.undivided.result.warnings
    _link_again(register)
    strata = strata_of_register(register, values | {"D#1": (place,)}, by=("place",))["all"]
    answers = strata_with_several(answers, strata.several)
    assert not [each for each in answers.strata if SEVERAL in each.counted.result.warnings]
    assert SEVERAL not in answers.undivided.result.warnings


def test_a_count_reads_the_table_of_mentions_once(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the same reading is who is counted, and who is told as several."""
    _link(register)
    read, asked = tables.read, list[str]()

    def noting(
        register: Register, name: str, **some: Any
    ) -> Any:  # Any: what a table is asked for, and a table
        asked.append(name)
        return read(register, name, **some)

    monkeypatch.setattr(tables, "read", noting)
    count_register(register)
    assert asked.count("mentions") == 1
