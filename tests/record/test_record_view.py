"""Views: what is given out in clear is in the log before it is given, and goes with what is withdrawn."""

import dataclasses
from pathlib import Path

import pyrage
import pytest

from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.model.log import Act, Entry
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, seal, verify, withdrawal
from sijill.record.add import terms
from sijill.record.receipts import opened_receipt, receipt
from sijill.store import catalogue, log
from sijill.store.layout import Register


def _views(register: Register) -> list[Entry]:
    with catalogue.opened(register) as connection:
        return catalogue.entries(connection, Act.VIEW)


@pytest.fixture
def mine(register: Register, tmp_path: Path) -> Register:
    """A register of one exhibit, written to by Rana."""
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    mine = dataclasses.replace(register, actor="Rana")
    add_files(mine, [tmp_path / "a.txt"], given=terms(Access.TEAM), source="who")
    return mine


def test_a_receipt_alone_is_no_view_and_an_opened_one_is(mine: Register) -> None:
    """What the log says of a deposit is given once an entry says so; a refused one is none."""
    receipt(mine, 1)
    assert _views(mine) == []
    given = opened_receipt(mine, 1)
    [view] = _views(mine)
    assert (view.about, view.actor) == ({"gave": "entry", "exhibit": "2026-000001", "entry": 1}, "Rana")
    assert given.payload is not None
    with pytest.raises(UsageError):
        opened_receipt(mine, 99)
    assert len(_views(mine)) == 1


def test_sealed_bytes_that_were_given_are_told(mine: Register, tmp_path: Path) -> None:
    """Unsealing says that bytes were given; with a stranger's key nothing was, and nothing is told."""
    keys = [pyrage.x25519.Identity.generate() for _ in range(3)]
    for place, each in enumerate(keys):
        (tmp_path / f"{place}.key").write_text(f"{each}\n", encoding="ascii")
    seal.set_recipients(mine, [str(each.to_public()) for each in keys[:2]])
    seal.seal(mine, "2026-000001")
    with pytest.raises(UsageError):
        seal.unseal(mine, "2026-000001", identity=tmp_path / "2.key", out=tmp_path / "out")
    assert _views(mine) == []
    done = seal.unseal(mine, "2026-000001", identity=tmp_path / "0.key", out=tmp_path / "out")
    [view] = _views(mine)
    assert (view.position, view.about) == (done.position, {"gave": "bytes", "exhibit": "2026-000001"})


def test_a_view_goes_with_what_was_viewed(mine: Register) -> None:
    """Once somebody else viewed it a withdrawal takes two, and takes the view's words with it."""
    opened_receipt(dataclasses.replace(mine, actor="Samir"), 1)
    authority, reason = Authority.DEPOSITOR, Reason.MISTAKE
    with pytest.raises(UsageError) as caught:
        withdrawal.undo(mine, "2026-000001", authority=authority, reason=reason)
    assert caught.value.key == "withdrawal_needs_two"
    withdrawal.propose(mine, "2026-000001", authority=authority, reason=reason)
    done = withdrawal.confirm(dataclasses.replace(mine, actor="Samir"), "2026-000001")
    assert set(done.withdrawn) == {1, 2}
    assert _views(mine) == []
    assert log.current(mine).size == 5
    assert verify(mine).state.value == "holds"
