"""Putting a finished folder in the place of another, whole: a killed process leaves the old one or the new.

Linux and macOS can exchange two names in one step. Elsewhere the old folder is renamed away first; should
the process be killed between the two renames, the next run puts it back before it does anything else.
"""

import ctypes
import glob
import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import Final

from sijill.store.files import sync_folders

_AT_WORKING_FOLDER: Final = -100
_EXCHANGE: Final = 2  # RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS have the same value.


def staging_beside(target: Path) -> Path:
    """Return a fresh folder beside ``target``, after clearing what killed runs left there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep_beside(target)
    staging = target.parent / f".{target.name}.{secrets.token_hex(4)}.new"
    staging.mkdir()
    return staging


def sweep_beside(target: Path) -> None:
    """Have nothing left beside ``target`` of runs that were killed; a site that one put aside comes back."""
    for old in sorted(target.parent.glob(f".{glob.escape(target.name)}.*.old")):
        if not target.exists():
            old.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.new"):
        shutil.rmtree(leftover)


def put_in_place(staging: Path, target: Path) -> None:
    """Have the content of ``staging`` at ``target`` and nothing of what was there before."""
    if target.exists() and _exchanged(staging, target):
        old = staging
    else:
        old = staging.with_suffix(".old")
        if target.exists():
            target.rename(old)
        staging.rename(target)
    sync_folders([target.parent])
    if old.exists():
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; return False where the system cannot."""
    library = ctypes.CDLL(None) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
    if library is None or not hasattr(library, "renameat2"):
        return False
    return bool(library.renameat2(_AT_WORKING_FOLDER, first, _AT_WORKING_FOLDER, second, _EXCHANGE) == 0)
