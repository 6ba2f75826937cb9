"""Copying: whole and as promised, or not at all."""

import sys
from pathlib import Path

import pytest

from sijill.store.copying import Copying


@pytest.mark.skipif(sys.platform != "linux", reason="a file that opens and cannot be read")
def test_a_source_with_a_bad_sector_is_not_sound(tmp_path: Path) -> None:
    """A source that opens and then cannot be read is not copied; it is no error of the disk that is written to."""
    copying = Copying(tmp_path / "staged")
    assert not copying.copy(Path("/proc/self/mem"), tmp_path / "a", is_sound=lambda _path: True)
    copying.flush()
    copying.close()
    assert list(tmp_path.iterdir()) == []
