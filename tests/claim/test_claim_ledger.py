"""The ledger: append-only, a function of the log."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sijill.claim import ledger
from sijill.model.log import Act, Entry

Row = dict[str, Any]


def _row(number: int, *, whole: int | None = None) -> Row:
    return {
        "at": "text",
        "start": number,
        "end": number + 1,
        "min": number,
        "subset_of": whole,
        "trace": ["x"],
    }


def _log(readings: list[list[Row]]) -> list[Entry]:
    """Return the entries that an exhibit's readings leave, one after the other."""
    entries: list[Entry] = []
    for position, read in enumerate(readings):
        held = ledger.replay(entries).get("E", [])
        about = ledger.change("E", held, read, f"method {position}")
        if about is not None:
            entries.append(Entry(position=position, at="", act=Act.CLAIM, tool="", about=about))
    return entries


READINGS = st.lists(st.lists(st.integers(0, 6), unique=True, max_size=5), max_size=6)


@given(READINGS)
def test_what_stands_is_what_was_read_last(readings: list[list[int]]) -> None:
    """After any readings the claims that stand are those of the last one, and nothing that was entered is gone."""
    entries = _log([[_row(each) for each in one] for one in readings])
    claims = ledger.replay(entries).get("E", [])
    standing = sorted(each.row["start"] for each in claims if each.superseded is None)
    assert standing == sorted(readings[-1] if readings else [])
    assert [each.number for each in claims] == list(range(len(claims)))


@given(READINGS)
def test_numbers_and_rows_never_change(readings: list[list[int]]) -> None:
    """Each longer log begins with the claims of the shorter one."""
    entries = _log([[_row(each) for each in one] for one in readings])
    before: list[tuple[int, int]] = []
    for size in range(len(entries) + 1):
        now = [(each.number, each.row["start"]) for each in ledger.replay(entries[:size]).get("E", [])]
        assert now[: len(before)] == before
        before = now


def test_reading_the_same_again_enters_nothing() -> None:
    """A second reading with another trace changes nothing."""
    read = [_row(1), _row(2, whole=0)]
    again = [{**each, "trace": ["y"]} for each in read]
    assert len(_log([read, again])) == 1


def test_a_part_points_to_the_number_of_its_whole() -> None:
    """When the whole is read otherwise, the part gets a number of its own, pointing to the new whole."""
    changed = {**_row(1), "min": 9}
    entries = _log([[_row(1), _row(2, whole=0)], [changed, _row(2, whole=0)]])
    claims = ledger.replay(entries)["E"]
    standing = [each for each in claims if each.superseded is None]
    [part] = [each for each in standing if each.row["start"] == 2]
    assert claims[part.row["subset_of"]].row["min"] == 9
    assert claims[0].superseded == 1
