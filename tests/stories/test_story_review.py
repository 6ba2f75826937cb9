"""A reviewer at a terminal: keys are kept one by one, and nothing is lost by Ctrl-C, a closed terminal or kill -9."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from sijill.link.decisions import read_decisions
from sijill.link.in_register import link_register
from sijill.model.decision import Decision
from sijill.model.evidence import Access
from sijill.model.trust import State
from sijill.record import add_files, refresh, verify
from sijill.record.add import terms
from sijill.store.layout import Register

pty = pytest.importorskip("pty", reason="terminals of this kind are Unix's")

_LISTS = {
    "north": "سالم رافع الغيم,1990-02-03\nهاني رافع الغيم,1992-04-05\nنبيل جابر الندى,\nعادل فارس السحاب,1980\n",
    "south": "سالم رافع الغيم,1990-02-03\nسالم جابر الندى,\nنبيل جابر ندى,\nعادل فراس السحاب,1981\n",
    "west": "Salem Rafe al-Ghaim,1990-02-03\nNabil Jaber al-Nada,1975\nAdel Fares al-Sahab,\n",
}


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """Three short lists of invented persons, linked."""
    for name, rows in _LISTS.items():
        path = tmp_path / f"{name}.csv"
        path.write_text("name,birth date\n" + rows, encoding="utf-8")
        add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name=name)
    refresh(register)
    link_register(register)
    return register


class Sitting:
    """The process that runs `sijill` in forks of itself."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("sitting.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, argv: Sequence[str], files: Sequence[str]) -> int:
        """Run `sijill` with these standard files, and return the number of its process; ``ended`` has to follow."""
        assert self._process.stdin is not None
        env = {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        self._process.stdin.write(json.dumps({"argv": argv, "files": files, "env": env}) + "\n")
        self._process.stdin.flush()
        return self.ended()

    def ended(self) -> int:
        """Wait for the next line."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """Have it end."""
        self._process.communicate()


@pytest.fixture(scope="module")
def sitting() -> Iterator[Sitting]:
    """The process that runs `sijill` in forks of itself."""
    process = Sitting()
    yield process
    process.close()


class _Terminal:
    """A review in a terminal of its own."""

    def __init__(self, sitting: Sitting, register: Register, *words: str, language: str = "en") -> None:
        self._sitting = sitting
        self._ours, theirs = pty.openpty()
        line = ["review", "--register", str(register.path), "--actor", "Rana", "--lang", language, *words]
        self.process = sitting.begin(line, [os.ttyname(theirs)] * 3)
        self.has_ended = False
        os.close(theirs)
        self.seen = b""

    def wait_for(self, words: str) -> None:
        """Read until ``words`` were printed since the last wait."""
        while words.encode() not in self.seen:
            try:
                more = os.read(self._ours, 1 << 16)
            except OSError:
                more = b""
            assert more, self.seen.decode(errors="replace")
            self.seen += more
        self.seen = self.seen.split(words.encode(), 1)[1]

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def hang_up(self) -> None:
        os.close(self._ours)

    def kill(self) -> None:
        os.killpg(self.process, signal.SIGKILL)

    def end(self) -> int:
        self.has_ended = True
        return self._sitting.ended()


@pytest.fixture
def seat(sitting: Sitting, linked: Register) -> Iterator[_Terminal]:
    """A review that shows its first pair."""
    terminal = _Terminal(sitting, linked)
    terminal.wait_for("0 q quit")
    yield terminal
    if not terminal.has_ended:
        terminal.kill()
        terminal.end()


def _settled(register: Register, count: int) -> list[Decision]:
    """Return the decisions once there are ``count``; a pair is shown only after they are on disk."""
    found = read_decisions(register)
    assert len(found) == count
    assert verify(register).state is State.HOLDS
    return found


@pytest.mark.kill
@pytest.mark.parametrize("way", ["kill", "interrupt", "hang up", "quit"])
def test_what_was_answered_is_kept_however_it_ends(linked: Register, seat: _Terminal, way: str) -> None:
    """After one key and the next pair on the screen, the decision is there, and one only."""
    seat.press("d")
    seat.wait_for("0 q quit")
    if way == "kill":
        seat.kill()
    elif way == "interrupt":
        seat.press("\x03")
    elif way == "hang up":
        seat.hang_up()
    else:
        seat.press("q")
    seat.end()
    [found] = _settled(linked, 1)
    assert (found.reviewer, found.verdict.value) == ("Rana", "different")


@pytest.mark.kill
def test_a_review_killed_at_any_moment_leaves_a_register_that_holds(
    sitting: Sitting, linked: Register
) -> None:
    """Keys in a row and a kill somewhere among them: whole decisions or none, and the next review goes on."""
    for pause in (0.01, 0.05, 0.12):
        terminal = _Terminal(sitting, linked)
        terminal.wait_for("0 q quit")
        terminal.press("123")
        time.sleep(pause)  # When to kill, not how long something may take.
        terminal.kill()
        terminal.end()
        assert verify(linked).state is State.HOLDS
    pairs = [each.pair for each in read_decisions(linked)]
    assert len(pairs) == len(set(pairs))
    terminal = _Terminal(sitting, linked)
    terminal.wait_for("0 q quit") if len(pairs) < 3 else None
    terminal.kill()
    terminal.end()


def test_undo_goes_back_to_the_pair(linked: Register, seat: _Terminal) -> None:
    """A decision, its undoing and another decision on the same pair: all three are in the log."""
    seat.press("s")
    seat.wait_for("0 q quit")
    seat.press("z")
    seat.wait_for("1 of ")
    seat.wait_for("0 q quit")
    seat.press("u")
    seat.wait_for("0 q quit")
    seat.press("q")
    assert seat.end() == 0
    first, second = _settled(linked, 2)
    assert first.pair == second.pair
    assert first.undone is not None
    assert (second.undone, second.verdict.value) == (None, "unsure")


def test_a_key_held_down_decides_nothing(linked: Register, seat: _Terminal) -> None:
    """A finger left on a key must not answer for pairs that nobody has read; pressed once it answers."""
    seat.press("1" * 30)
    seat.wait_for("held down")
    seat.press("2")
    seat.wait_for("Kept as entry")
    seat.press("q")
    assert seat.end() == 0
    assert _settled(linked, 1)[0].verdict.value == "different"


def test_a_review_in_arabic_knows_arabic_keys(sitting: Sitting, linked: Register) -> None:
    """The Arabic letter on the key for same, and the screen in Arabic with both names."""
    terminal = _Terminal(sitting, linked, language="ar")
    terminal.wait_for("القيد الأول")
    terminal.wait_for("0 خروج")
    terminal.press("س")
    terminal.wait_for("0 خروج")
    terminal.press("٠")
    assert terminal.end() == 0
    assert _settled(linked, 1)[0].verdict.value == "same"


class _Said(NamedTuple):
    """What a run said that was given its answers as a file."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def plain(sitting: Sitting, linked: Register, tmp_path: Path) -> Callable[..., _Said]:
    """Run a review without a terminal: answers, words of the command line."""

    def run(answers: str, *words: str) -> _Said:
        files = [tmp_path / name for name in ("answers", "stdout", "stderr")]
        for path in files:
            path.write_text(answers if path.name == "answers" else "", encoding="utf-8")
        sitting.begin(["review", "--register", str(linked.path), "--lang", "en", *words], [*map(str, files)])
        code = sitting.ended()
        return _Said(code, *(path.read_text(encoding="utf-8") for path in files[1:]))

    return run


def test_plain_lines_for_whoever_listens(linked: Register, plain: Callable[..., _Said]) -> None:
    """Without a terminal, line by line: no escape codes, a reason, an unknown key, the end of input."""
    said = plain("what\n5\none village\n2\n", "--plain", "--actor", "Samir")
    assert said.returncode == 0
    assert "\x1b" not in said.stdout
    assert "No such key." in said.stdout
    assert "Decisions kept in this sitting: 1" in said.stdout
    [found] = _settled(linked, 1)
    assert (found.why, found.reviewer) == ("one village", "Samir")


def test_a_reason_stays_with_its_pair(linked: Register, plain: Callable[..., _Said]) -> None:
    """A reason for a pair that is skipped is no reason for the next; one for a pair that is judged is kept with it."""
    plain("5\none village\n4\n1\n5\none mother\n2\n", "--plain", "--actor", "Samir")
    assert [each.why for each in _settled(linked, 2)] == ["", "one mother"]


def test_a_review_without_a_terminal_or_a_name_is_refused(plain: Callable[..., _Said]) -> None:
    """One clear line each."""
    assert "no terminal" in plain("").stderr
    assert "--actor" in plain("", "--plain").stderr
    assert "Choose one" in plain("", "--second", "--third").stderr
    assert plain("", "--second", "--third").returncode == 2
