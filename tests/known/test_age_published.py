"""Keys behind a passphrase, against the published age files with one."""

import hashlib
from pathlib import Path

import pytest

from sijill.store.passphrase import WrongPassphraseError, unlock

FILES = sorted(path for path in (Path(__file__).parent / "age").iterdir() if path.suffix != ".md")
REFUSE_THE_PASSPHRASE = {"scrypt_bad_tag", "scrypt_no_match", "scrypt_work_factor_wrong"}
"""Files whose one stanza is sound, and is of another passphrase or was changed."""


def test_all_published_files_with_a_passphrase_are_here() -> None:
    """The published collection has 25 files that name scrypt; a folder without them would test nothing."""
    assert len(FILES) == 25


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
    assert isinstance(caught.value, WrongPassphraseError) is (path.name in REFUSE_THE_PASSPHRASE)
