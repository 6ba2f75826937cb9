"""A second process compiles the later stages, only where there is anything to compile, and never outlives the run."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba import njit

from sijill.demo import compiling


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Processes that were started; each sleeps instead of compiling."""
    found: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(command: list[str], **given: Any) -> object:  # Any: handed on as it comes
        assert command[:3] == [sys.executable, "-m", "sijill.demo.compiling"]
        assert Path(command[3]).is_dir()
        process = popen([sys.executable, "-c", "import time; time.sleep(600)", command[3]], **given)
        found.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", start)
    return found


def test_where_all_is_compiled_no_process_is_started(started: list[object]) -> None:
    """A block that compiles nothing runs alone."""
    with compiling.shared_compiling():
        pass
    assert started == []


def test_one_process_is_started_and_ends_with_the_block(
    started: list[subprocess.Popen[bytes]],
) -> None:
    """Two functions compiled: one process, which is running in the block and gone after it, also after an error."""

    def work() -> None:
        with compiling.shared_compiling():
            assert njit(lambda x: x + 1)(np.int64(1)) == 2
            assert njit(lambda x: x + 2)(np.int64(1)) == 3
            assert [process.poll() for process in started] == [None]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert [process.poll() is None for process in started] == [False]
    assert not Path(list(started[0].args)[3]).exists()  # type: ignore[arg-type]  # a list is what it was started with


def test_the_process_goes_through_the_later_stages(tmp_path: Path) -> None:
    """Counting, linking and screening of a hundred made-up persons run to their end."""
    compiling.compile_later_stages(tmp_path)
    assert (tmp_path / "inputs" / "screening").is_dir()
