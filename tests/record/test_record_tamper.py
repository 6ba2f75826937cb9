"""A smaller turn of ``./dev bench tamper``: every few bytes of a small register, and whole files."""

from pathlib import Path

import pytest

from bench import tamper

SIZES = (900, 300, 40, 1)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register to be damaged and mended, with a change of key in it."""
    return tamper.make_register(tmp_path_factory.mktemp("tamper"), SIZES)


@pytest.mark.parametrize(("who", "step"), [("verify.py", 3), ("sijill verify", 13)])
def test_every_changed_byte_is_found(damaged: Path, who: str, step: int) -> None:
    """Each third byte of objects, log and payload for the stranger, each 13th for `sijill verify`: all found.

    All of them, of a larger register, are the bench's.
    """
    assert not tamper.BOTH[who](damaged)
    count, missed = tamper.every_byte(damaged, tamper.BOTH[who], step)
    assert missed == []
    assert count > 6_000 // step


@pytest.mark.parametrize("who", list(tamper.BOTH))
def test_every_damaged_file_is_found(damaged: Path, who: str) -> None:
    """Lengthened, cut, emptied, deleted, exchanged: all found but the deletion of an older checkpoint's copy.

    Nothing on this disk says that such a copy existed; whoever keeps one elsewhere still refutes a forged log.
    """
    count, missed = tamper.whole_files(damaged, tamper.BOTH[who])
    assert count >= 4 * len(tamper.files_of(damaged)) > 0
    assert all(each.startswith("log/checkpoints/") and each.endswith(" deleted") for each in missed)
    assert not tamper.BOTH[who](damaged)
