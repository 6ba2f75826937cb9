"""``sijill close --travel``: what stays at home is told in both languages, and the copy refuses what it cannot do."""

from pathlib import Path

import pyrage
import pytest

from sijill.store import log
from sijill.store.layout import Register

from .running import Run


@pytest.fixture
def public(tmp_path: Path) -> str:
    """The public half of a recipient's key, whose secret half lies in ``a.key``."""
    made = pyrage.x25519.Identity.generate()
    (tmp_path / "a.key").write_text(f"{made}\n", encoding="ascii")
    return str(made.to_public())


@pytest.mark.usefixtures("in_process")
def test_a_travel_copy_is_told_and_comes_back(
    run: Run, register: Register, public: str, tmp_path: Path
) -> None:
    """The counts by their reasons, in both languages and as JSON; verify tells what was left out, search is refused."""
    for name, more in {"a": [], "b": ["--source", "Salma"], "c": ["--witness", "W17"]}.items():
        (tmp_path / name).write_text(f"words {name}", encoding="utf-8")
        run("add", tmp_path / name, "-R", register.path, *more)
    packed = tmp_path / "t.age"
    told = run("close", "--travel", packed, "-R", register.path, "--to", public)
    assert "Exhibits in it: 1." in told.out
    assert "names somebody: 1" in told.out
    assert "protected witness" in told.out
    arabic = run(
        "close", "--travel", tmp_path / "ar.age", "-R", register.path, "--to", public, "--lang", "ar"
    )
    assert "شاهد محمي" in arabic.out
    asked = ("--to", public, "--tell-sources", "--json")
    counted = run("close", "--travel", tmp_path / "s.age", "-R", register.path, *asked).told
    assert (counted["exhibits"], counted["sources"], counted["witnesses"]) == (2, 0, 1)
    copy = tmp_path / "t.register"
    run("close", packed, "--open", "--identity", tmp_path / "a.key", "--out", copy)
    verified = run("verify", copy)
    assert (verified.code, "this is a travel copy" in verified.err) == (0, True)
    for refused in (
        ["search", "words", "-R", copy],
        ["add", tmp_path / "a", "-R", copy],
        ["key", "rotate", copy],
    ):
        ended = run(*refused)
        assert ended.code == 2
        assert "travel copy" in ended.err


def test_options_that_do_not_go_together_are_refused(
    run: Run, register: Register, public: str, tmp_path: Path
) -> None:
    """``--tell-sources`` is of a travel copy alone, and neither goes with ``--open``; nothing is logged."""
    before = log.current(register).size
    into = ("--open", "--identity", tmp_path / "a.key", "--out", tmp_path / "o")
    for given in (["--tell-sources", "--to", public], ["--travel", *into], ["--tell-sources", *into]):
        ended = run("close", tmp_path / "x.age", "-R", register.path, *given)
        assert ended.code == 2
        assert "To unpack" in ended.err
    assert log.current(register).size == before
