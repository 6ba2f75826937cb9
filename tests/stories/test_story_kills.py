"""The demonstration killed -9: what it leaves verifies, and a rerun makes it whole (`./dev bench kills` does 50)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sijill.model.trust import State
from sijill.record import verify
from sijill.store.layout import find_register


@pytest.mark.kill
@pytest.mark.skipif(os.name != "posix", reason="kills a process group")
def test_a_killed_demonstration_verifies_and_reruns(tmp_path: Path) -> None:
    """Killed at three points, whatever register is there holds; the last run ends well."""
    register = tmp_path / "demo.register"
    command = [sys.executable, "-m", "sijill", "demo", "--out", str(register), "--persons", "300"]
    for seconds in (0.9, 1.6, 2.6):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seconds)  # When to kill, not how long something may take.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if register.exists():
            assert verify(find_register(register)).state is State.HOLDS
    assert (
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    )
    assert verify(find_register(register)).state is State.HOLDS
