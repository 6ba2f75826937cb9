"""The bench of faults, with one fault a class: what it prints of a release is what it sees."""

import pytest

from bench import faults


@pytest.mark.parametrize("name", [*faults.LYING, "clock set back"])
def test_each_class_of_fault_is_told_and_mended(name: str) -> None:
    """As `./dev bench faults` does it, with one fault: told, whole again, and every receipt given before holds."""
    missing = [tool for tool in faults.NEEDED.get(name, ()) if not faults.is_there(tool)]
    if missing:
        pytest.skip(f"not here: {', '.join(missing)}")
    counted = faults.lying(name, 1) if name in faults.LYING else faults.running(name, 1)
    assert (counted.done, counted.told, counted.whole) == (1, 1, 1)
    assert counted.kept == counted.receipts == 24


def test_a_fault_that_nobody_tells_is_not_counted_as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bench counts what it sees: where nothing is damaged, nothing is told."""
    monkeypatch.setitem(faults.LYING, "none", (lambda _register, _chance: None, lambda _made: None))
    counted = faults.lying("none", 1)
    assert (counted.done, counted.told, counted.whole) == (1, 0, 1)
