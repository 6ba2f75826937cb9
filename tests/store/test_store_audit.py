"""Reading many objects again: every answer beside its own path, in the order asked."""

import hashlib
import os
from pathlib import Path

from sijill.store import audit


def _object(folder: Path, content: bytes) -> Path:
    name = hashlib.sha256(content).hexdigest()
    path = folder / name[:2] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_large_and_small_are_answered_in_the_order_asked(tmp_path: Path) -> None:
    """Of 200 objects, large and small, exactly the changed ones are not sound."""
    paths = [_object(tmp_path, os.urandom(300_000 if n % 7 == 0 else 20)) for n in range(200)]
    changed = {paths[14], paths[15], paths[199]}
    for path in changed:
        path.write_bytes(path.read_bytes() + b"!")
    answers = list(audit.sound(paths))
    assert [path for path, _ in answers] == paths
    assert {path for path, sound in answers if sound is not True} == changed


def test_what_cannot_be_read_is_told_as_that(tmp_path: Path) -> None:
    """A path that is gone is answered with the system's error, and the others are answered."""
    held, gone = _object(tmp_path, b"held"), tmp_path / "00" / "gone"
    answers = dict(audit.sound([gone, held]))
    assert isinstance(answers[gone], FileNotFoundError)
    assert answers[held] is True


def test_whoever_stops_listening_is_not_waited_for(tmp_path: Path) -> None:
    """Closing after the first answer ends it."""
    answers = audit.sound(_object(tmp_path, os.urandom(300_000)) for _ in range(100))
    next(answers)
    answers.close()
    assert list(answers) == []
