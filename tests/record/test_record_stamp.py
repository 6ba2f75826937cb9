"""Time stamps: a request out, an answer in, checked against the request, the log and a trusted root."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from authority import Authority
from sijill.errors import InputError, UsageError
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import stamp, verify
from sijill.record.mirror import mirror
from sijill.record.repair import repair
from sijill.store import log
from sijill.store.layout import Register
from sijill.store.lock import writing


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority."""
    return Authority(tmp_path_factory.mktemp("authorities") / "one", "First Stamps")


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Another, under another root."""
    return Authority(tmp_path_factory.mktemp("authorities") / "other", "ختم")


def _answer(register: Register, authority: Authority, folder: Path) -> Path:
    request = folder / "request.tsq"
    request.write_bytes(stamp.request(register).content)
    return authority.answer(request, folder / "answer.tsr")


def _keys(register: Register, **given: object) -> dict[str, State]:
    report = verify(register, **given)  # type: ignore[arg-type]  # passed on as given
    return {finding.key: finding.state for finding in report.findings}


def test_two_authorities_stand_side_by_side(
    filled: Register, one: Authority, other: Authority, tmp_path: Path
) -> None:
    """Both answer one request, both hold, each is told of by a log entry; taken again, nothing is added."""
    first = stamp.take(filled, _answer(filled, one, tmp_path), one.root)
    assert stamp.take(filled, tmp_path / "answer.tsr", one.root) == first
    request = filled.log / "checkpoints" / "5.tsq"
    second = stamp.take(filled, other.answer(request, tmp_path / "b.tsr"), other.root)
    assert (first.size, first.authority, first.position, first.checked) == (5, "first-stamps", 5, True)
    assert (second.size, second.position) == (5, 6)
    assert second.authority.isascii()
    entries = [entry for entry in log.entries(filled, 0, 7) if entry.act is Act.TIME_STAMP]
    assert [entry.about["authority"] for entry in entries] == [first.authority, second.authority]
    report = verify(filled)
    assert report.state is State.HOLDS
    assert [finding.key for finding in report.findings] == ["stamp_holds_by_kept"] * 2
    assert first.time in report.findings[0].detail


def test_an_answer_must_answer_the_request(filled: Register, one: Authority, tmp_path: Path) -> None:
    """An answer over other bytes, or with another nonce, is refused, and so is what is no answer."""
    answer = _answer(filled, one, tmp_path)
    (filled.log / "checkpoints" / "5.tsq").unlink()
    stamp.request(filled)
    with pytest.raises(UsageError) as refused:
        stamp.take(filled, answer, one.root)
    assert refused.value.key == "stamp_not_requested"
    (tmp_path / "x.tsr").write_bytes(b"no answer")
    with pytest.raises(InputError) as unread:
        stamp.take(filled, tmp_path / "x.tsr", one.root)
    assert unread.value.key == "stamp_unread"
    assert log.current(filled).size == 5


def test_an_answer_under_another_root_is_refused(
    filled: Register, one: Authority, other: Authority, tmp_path: Path
) -> None:
    """With certificates given, an answer that does not lead to them is not kept."""
    with pytest.raises(InputError) as refused:
        stamp.take(filled, _answer(filled, one, tmp_path), other.root)
    assert refused.value.key == "stamp_not_signed"
    with pytest.raises(InputError):
        stamp.take(filled, tmp_path / "answer.tsr", tmp_path / "request.tsq")


def test_without_a_root_a_stamp_could_not_be_checked(
    filled: Register, one: Authority, other: Authority, tmp_path: Path
) -> None:
    """Kept all the same, and never counted as holding; the root given at verification settles it."""
    taken = stamp.take(filled, _answer(filled, one, tmp_path))
    assert not taken.checked
    assert _keys(filled) == {"stamp_unchecked": State.UNCHECKED}
    assert _keys(filled, stamp_roots=[one.root.read_bytes()]) == {"stamp_holds": State.HOLDS}
    assert _keys(filled, stamp_roots=[other.root.read_bytes()]) == {"stamp_fails": State.FAILS}
    stamp.take(filled, tmp_path / "answer.tsr", one.root)
    assert _keys(filled)["stamp_holds_by_kept"] is State.HOLDS
    assert _keys(filled, stamp_roots=[other.root.read_bytes()])["stamp_other_root"] is State.UNCHECKED


@pytest.mark.parametrize("ending", [".first-stamps.tsr", ".first-stamps.pem", ".tsq"])
def test_damaged_stamps_are_found_and_come_back(
    filled: Register, one: Authority, tmp_path: Path, ending: str
) -> None:
    """A changed or missing answer, certificate or request fails, and a mirror puts it back."""
    stamp.take(filled, _answer(filled, one, tmp_path), one.root)
    mirror(filled, tmp_path / "m")
    path = filled.log / "checkpoints" / f"5{ending}"
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    assert _keys(filled)["stamp_changed"] is State.FAILS
    assert repair(filled.path, tmp_path / "m").report.state is State.HOLDS
    path.unlink()
    assert _keys(filled)["stamp_missing"] is State.FAILS
    assert repair(filled.path, tmp_path / "m").report.state is State.HOLDS
    assert path.read_bytes() == sound


@pytest.mark.parametrize(("days", "key"), [(700, "clock_ahead"), (-700, "clock_behind")])
def test_a_clock_that_is_off_is_told(
    filled: Register, one: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, key: str
) -> None:
    """Set forward or back by two years, the log's clock is told beside the stamped time; the stamp holds."""
    off = (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    monkeypatch.setattr(log, "now", lambda: off)
    with writing(filled.path):
        log.append(filled, [(Act.LINKAGE, {})])
    stamp.take(filled, _answer(filled, one, tmp_path), one.root)
    found = _keys(filled)
    assert found["stamp_holds_by_kept"] is State.HOLDS
    assert key in found
    assert len({"clock_ahead", "clock_behind"} & set(found)) == 1


def test_a_request_that_waits_is_a_note(filled: Register) -> None:
    """A request without an answer is no fault, and asked again it is the same."""
    assert stamp.request(filled) == stamp.request(filled)
    assert _keys(filled) == {"stamp_waiting": State.HOLDS}
