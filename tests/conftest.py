"""What all tests share: where the real data lies, and the skips that say why."""

import os
import shutil
from pathlib import Path

import pytest

from sijill.store.layout import Register
from sijill.store.opening import create_register, open_register

SHARED = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))
"""The folder with real data and harnesses beside the project; absent on most machines."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, or a skip that names it."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real data not there: {SHARED}")
    return SHARED


@pytest.fixture
def no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk: tests kill processes, but cut no power."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new register to be copied, never to be written to."""
    return create_register(tmp_path_factory.mktemp("new") / "r.register", at="2026-01-02T03:04:05Z").path


@pytest.fixture
def register(new_register: Path, tmp_path: Path, no_flush: None) -> Register:  # noqa: ARG001 - a fixture
    """A new register with nothing in it but its own making."""
    return open_register(Path(shutil.copytree(new_register, tmp_path / "r.register")))
