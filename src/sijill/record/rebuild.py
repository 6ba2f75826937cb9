"""Rebuilding: what is a function of objects and log is thrown away and made again."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sijill.model.evidence import Exhibit
from sijill.model.log import Act
from sijill.record.reading import Problem, refresh
from sijill.record.withdrawal import finish
from sijill.store import catalogue, erasing, log, objects
from sijill.store.layout import Register
from sijill.store.lock import writing


def rebuild_evidence(
    register: Register, *, each: Callable[[Exhibit], None] = lambda _exhibit: None
) -> list[Problem]:
    """Have index, readings, tables and catalogue made again from objects, log and payloads alone.

    Equal content comes back: the same tables under the same digests, and no new log entry. The index is
    made by the next search; tables of later stages are made by their stages. Return what was not read.
    A process killed at any point leaves a register of which nothing fails, and that a rerun makes whole.
    IntegrityError, with nothing thrown away, when objects, log or payloads are damaged.
    """
    finish(register)
    with writing(register.path):
        _require_sources(register)
        # What is made of others goes first, so that nothing ever stays without what it was made of.
        erasing.erase_index(register)
        for folder in ("tables", "derived"):
            _clear(register.folder(folder))
        erasing.erase_catalogue(register)
        with catalogue.opened(register):
            pass
    return refresh(register, each=each)


def _require_sources(register: Register) -> None:
    """Raise IntegrityError unless everything is there to rebuild from: a lost object's text would go for good."""
    for entry in log.entries(register, 0, log.check_edge(register).size):
        if entry.act is Act.ACCESSION:
            objects.require_sound(register, entry.about["exhibit"], entry.about["object"])


def _clear(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
