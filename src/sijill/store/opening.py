"""Making a register and opening one; the log is verified at every opening."""

import shutil
from pathlib import Path

from sijill.model.log import Act
from sijill.store import catalogue, log
from sijill.store.layout import Register, find_register, lay_out, move_into_place, staging_folder
from sijill.store.lock import writing


def create_register(path: Path, *, made_by: str = "init", at: str | None = None) -> Register:
    """Make a new register at ``path``; UsageError when something is there already.

    Its first log entry repeats its description, public key included.
    """
    path = path.resolve()  # A name is needed to stage beside it, and ``.`` has none.
    time = at or log.now()
    staging = staging_folder(path)
    try:
        staged = lay_out(staging, at=time, made_by=made_by)
        log.start(staged)
        with writing(staged.path):
            log.append(staged, [(Act.CREATION, staged.description())], at=time)
        with catalogue.opened(staged):
            pass
        if path.exists():  # An empty folder, as staging_folder made sure.
            path.rmdir()
        return move_into_place(staged, path)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def open_register(path: Path) -> Register:
    """Return the register at ``path`` after checking its log's edge against the signed checkpoint."""
    register = find_register(path)
    log.check_edge(register)
    return register
