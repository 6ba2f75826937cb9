"""What of this machine and register is as it should be: tools, disk, key, clock. Nothing is changed."""

import dataclasses
import datetime as dt
import platform
import shutil
from pathlib import Path
from typing import Final

from sijill import __version__
from sijill.errors import SijillError
from sijill.model.trust import State
from sijill.store import catalogue, erasing, keyring, log, sealing
from sijill.store.disk import disk_encryption
from sijill.store.layout import Register

_TOOLS: Final = ("tesseract", "bwrap")
_LEAST_FREE: Final = 1 << 30
"""Bytes: less fills up in the middle of an intake."""

_EARLIEST: Final = dt.date(2026, 1, 1)
"""No clock of a machine that runs this program is right before."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    state: State
    key: str
    """Of the sentence in ``words/doctor.toml``."""
    detail: str | SijillError = ""


def examine(folder: Path, register: Register | None) -> list[Check]:
    """Return what is found of the machine, the disk under ``folder``, and a register where there is one."""
    found = [
        Check(state=State.HOLDS, key="version", detail=f"{__version__}, Python {platform.python_version()}")
    ]
    for tool in _TOOLS:
        path = shutil.which(tool)
        state = State.HOLDS if path else State.UNCHECKED
        found.append(Check(state=state, key="tool" if path else "no_tool", detail=tool))
    encryption = disk_encryption(folder)
    found.append(Check(state=encryption, key=f"disk_{encryption.value}", detail=str(folder)))
    free = shutil.disk_usage(folder).free
    state = State.HOLDS if free >= _LEAST_FREE else State.FAILS
    key = "space" if state is State.HOLDS else "no_space"
    found.append(Check(state=state, key=key, detail=f"{free / (1 << 30):.1f}"))
    return found + (_clock("") if register is None else _register(register))


def _register(register: Register) -> list[Check]:
    try:
        size = log.check_edge(register).size
        verifier = keyring.next_verifier(register, size)
        clear = keyring.lies_in_clear(register, verifier)
        with catalogue.opened(register) as connection:
            newest = catalogue.newest(connection)
        named = len(sealing.recipients(register))
    except SijillError as error:
        return [*_clock(""), Check(state=State.FAILS, key="register", detail=error)]
    path = keyring.key_path(register, verifier)
    words = "no_key" if not path.exists() else "key_in_clear" if clear else "key_locked"
    states = {"no_key": State.UNCHECKED, "key_in_clear": State.FAILS, "key_locked": State.HOLDS}
    key = Check(state=states[words], key=words, detail=str(path))
    enough = named >= sealing.LEAST
    recipients = Check(
        state=State.HOLDS if enough else State.UNCHECKED,
        key="recipients" if enough else "few_recipients",
        detail=str(named),
    )
    stopped = [Check(state=State.FAILS, key="erasing")] if erasing.is_announced(register) else []
    return [*_clock(newest), key, recipients, *stopped]


def _clock(newest: str) -> list[Check]:
    """Return whether the clock can be right: not before this program, nor before the log's newest entry."""
    now = log.now()
    if now < max(newest, _EARLIEST.isoformat()):
        return [Check(state=State.FAILS, key="clock_back", detail=f"{now} < {newest or _EARLIEST}")]
    return [Check(state=State.HOLDS, key="clock", detail=now)]
