"""Keys behind a passphrase, against the published age files with one."""

import hashlib
from pathlib import Path

import pytest

from sijill.store.passphrase import WrongPassphraseError, unlock

FILES = sorted(path for path in (Path(__file__).parent / "age").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_published_age_files(path: Path) -> None:
    """Each published file opens, is refused, or refuses the passphrase, as its first lines say."""
    head, _, content = path.read_bytes().partition(b"\n\n")
    told = dict(line.split(": ", 1) for line in head.decode().split("\n"))
    phrase = told.get("passphrase", "").encode()
    if told["expect"] == "success":
        assert hashlib.sha256(unlock(content, phrase)).hexdigest() == told["payload"]
        return
    with pytest.raises(ValueError, match=r".*") as caught:
        unlock(content, phrase)
    if isinstance(caught.value, WrongPassphraseError):
        assert told["expect"] == "no match"
