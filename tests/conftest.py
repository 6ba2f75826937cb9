"""What all tests share: where the real data lies, and the skips that say why."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))
"""The folder with real data and harnesses beside the project; absent on most machines."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, or a skip that names it."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real data not there: {SHARED}")
    return SHARED
