"""Travel copies: registers made without some entries, which the last entry of their log names.

The leaf of every entry is there, so that the log is whole and every proof holds; what the leaves of some commit to, and
the objects that only those name, stayed at home. A copy has no key, and nothing is ever appended to it: its last entry
stays the one that says what was left out. At home another entry follows at once.
"""

from pathlib import Path
from typing import Final

from sijill.model.log import Act, Entry
from sijill.store.files import is_staged
from sijill.store.layout import Register

MARK: Final = "travel copy"
"""A file in a copy, so that nobody writes to it. It proves nothing: the signed entry does."""


def is_copy(register: Register) -> bool:
    """Return whether a register says of itself that it is a travel copy."""
    return (register.path / MARK).is_file()


def left_out_by(entry: Entry) -> frozenset[int]:
    """Return the positions that an entry tells as left out; empty unless it is the last one of a travel copy."""
    if entry.act is not Act.CLOSING:
        return frozenset()
    return frozenset(position for position in entry.about.get("left_out", ()) if position < entry.position)


def files_of(register: Register, objects: frozenset[str], positions: frozenset[int]) -> list[Path]:
    """Return what a copy holds of a register, folders before what lies in them: log, and objects and payloads given."""
    chosen = [register.path / "register.json", *(register.path / "log").rglob("*")]
    chosen += [path for path in (register.path / "objects").rglob("*") if path.name in objects]
    below = (register.path / "payload").rglob("*")
    chosen += [path for path in below if path.name.isdigit() and int(path.name) in positions]
    files = {path for path in chosen if path.is_file() and not path.is_symlink() and not is_staged(path)}
    folders = {folder for path in files for folder in path.parents if folder.is_relative_to(register.path)}
    return sorted(files | folders - {register.path})
