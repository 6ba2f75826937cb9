"""An error is one sentence in the reader's language, whatever it carries."""

import errno
import os

import pytest

from sijill.errors import InputError, StorageError
from sijill.words import LANGUAGES, keys, say


@pytest.mark.parametrize("name", ["ENOSPC", "EROFS", "EACCES"])
def test_what_the_system_refuses_is_told_in_words_of_the_language(name: str) -> None:
    """The system knows English only; of a refusal that has words the Arabic sentence has ours."""
    reason = os.strerror(getattr(errno, name))
    error = StorageError("system_refused", path="/register", reason=reason)
    assert reason in error.sentence("en")
    assert reason not in error.sentence("ar")
    assert say(f"system.{name}", "ar") in error.sentence("ar")


def test_what_has_no_words_is_told_as_it_is() -> None:
    """A reason of its own and a name that is like none stay as they are."""
    for language in LANGUAGES:
        assert "disk on fire" in StorageError("system_refused", path="/r", reason="disk on fire").sentence(
            language
        )
        assert "permission denied" in InputError("missing_file", path="permission denied").sentence(language)


def test_every_refusal_is_one_of_the_system() -> None:
    """Each key of the words is the name of a number that this system knows, or one of another system's."""
    assert {key.removeprefix("system.") for key in keys("system")} <= {*errno.errorcode.values(), "EDQUOT"}
