"""What is asked beside a total: other methods say themselves where they lie outside its interval."""

from dataclasses import replace

import pytest
from populations import captured

from sijill.count import count_total
from sijill.count.alongside import NOTHING, Questions, found_alongside
from sijill.count.checks import Check
from sijill.count.posterior import Counted
from sijill.model.estimate import CarriedLinkage, Estimate, LinkageError

THREE = captured([(900, [0.4, 0.3, 0.3])], seed=2)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The answer for 900 persons, said to be 800 to 1,000."""
    monkeypatch.setattr("sijill.count.average.RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)
    found = count_total(THREE, seed=1)
    assert isinstance(found.result, Estimate)
    return replace(found, result=replace(found.result, interval=(800, 1_000)))


def _outside(monkeypatch: pytest.MonkeyPatch, counted: Counted, **said: int | None) -> list[str]:
    checks = tuple(
        Check(name=name, estimate=total, interval=None, remarks=()) for name, total in said.items()
    )
    monkeypatch.setattr("sijill.count.alongside.checks_of", lambda *_, **__: checks)
    found = found_alongside(THREE, counted, Questions(checks=True)).checks
    return [each.name for each in found if "outside" in [remark.code for remark in each.remarks]]


def test_a_check_outside_the_interval_says_so(monkeypatch: pytest.MonkeyPatch, counted: Counted) -> None:
    """Below as above; a lower bound only above, and a method without a total never."""
    assert _outside(monkeypatch, counted, graphs=799, loglinear_bic=1_001, stick_breaking=900) == [
        "graphs",
        "loglinear_bic",
    ]
    assert _outside(monkeypatch, counted, chao=700, graphs=None) == []
    assert _outside(monkeypatch, counted, chao=1_001) == ["chao"]


def test_what_only_the_linkage_moved_is_not_outside(
    monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    """Checks take every link as right, and are held against the answer that does so too."""
    assert isinstance(counted.result, Estimate)
    carried = CarriedLinkage(
        error=LinkageError(), tables=2, share=0.1, documented=(600, 610), ignored=(1_100, 1_200, 1_300)
    )
    linked = replace(counted, result=replace(counted.result, linkage=carried))
    assert _outside(monkeypatch, linked, graphs=1_250, stick_breaking=1_301) == ["stick_breaking"]


def test_nothing_stands_beside_a_refusal_or_unasked(counted: Counted) -> None:
    """Where there is no total there is none by another method either; and nothing is done that was not asked."""
    refused = count_total(captured([(900, [0.4, 0.3])], seed=2))
    assert found_alongside(THREE, refused, Questions(sensitivity=True, claims=(5,), checks=True)) == NOTHING
    assert found_alongside(THREE, counted, Questions()) == NOTHING
