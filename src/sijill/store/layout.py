"""Where things lie in a register, and how a register is made and opened.

A register is made whole in a staging folder beside its place and renamed into it, so that a killed
``init`` leaves no half register. ``register.json`` names the format, so that later versions can migrate.
"""

import dataclasses
import glob
import json
import secrets
import shutil
from pathlib import Path
from typing import Any, Final

from sijill import __version__
from sijill.errors import IntegrityError, UsageError
from sijill.store.files import sync_folders, write_durably
from sijill.store.note import Signer

FORMAT: Final = 2
"""Of new registers. Format 1 differs in that its signing key always lay in clear."""

_READABLE: Final = frozenset({1, 2})
TOOL: Final = f"sijill {__version__}"
_FOLDERS: Final = ("objects", "log", "payload", "keys", "hand", "frozen", "derived", "tables", "index")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """An opened register: where it lies, who it is, and who writes to it."""

    path: Path
    id: str
    created: str
    verifier: str
    """The first public key that its log was signed with; ``keyring`` knows the later ones."""
    made_by: str
    """``demo`` for a made-up register, which the demo may replace; else ``init``."""
    format: int = FORMAT
    signer: Signer | None = dataclasses.field(default=None, repr=False, compare=False)
    """The signing key, once it was unlocked; in memory only."""
    actor: str = dataclasses.field(default="", compare=False)
    """Who does what is appended, as they want to be named; empty when they did not say."""

    @property
    def log(self) -> Path:
        """The folder of tiles and checkpoints."""
        return self.path / "log"

    @property
    def catalogue(self) -> Path:
        """The SQLite file that can be rebuilt."""
        return self.path / "catalogue.sqlite"

    def folder(self, name: str) -> Path:
        """Return one of the register's folders, made if it is not there."""
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        return folder

    def below(self, path: Path) -> str:
        """Return where a file lies in the register, as findings and journals name it."""
        return path.relative_to(self.path).as_posix()

    def description(self) -> dict[str, Any]:  # Any: a JSON object
        """Return what ``register.json`` holds and the first log entry repeats."""
        return {
            "created": self.created,
            "format": self.format,
            "id": self.id,
            "made_by": self.made_by,
            "verifier": self.verifier,
        }


def lay_out(path: Path, *, identity: str, verifier: str, at: str, made_by: str) -> Register:
    """Make the folders and description of a new register at ``path``, which must not exist."""
    path.mkdir(mode=0o700)  # Closed to the other users of the machine, whatever lies in it.
    for folder in _FOLDERS:
        (path / folder).mkdir()
    register = Register(path=path, id=identity, created=at, verifier=verifier, made_by=made_by)
    write_durably(path / "register.json", description_bytes(register))
    return register


def description_bytes(register: Register) -> bytes:
    """Return the bytes of ``register.json``."""
    text = json.dumps(register.description(), ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def move_into_place(staged: Register, path: Path) -> Register:
    """Rename a finished register from its staging folder to ``path``."""
    staged.path.rename(path)
    sync_folders([path.parent])
    return dataclasses.replace(staged, path=path)


def require_free(path: Path) -> None:
    """Raise UsageError when something is at ``path`` that is no empty folder."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError("register_exists", path=path)


def staging_folder(path: Path) -> Path:
    """Return a fresh folder name beside ``path``; leftovers of killed runs are swept."""
    require_free(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        shutil.rmtree(leftover, ignore_errors=True)
    return path.parent / f".{path.name}.{secrets.token_hex(4)}.new"


def is_register(folder: Path) -> bool:
    """Return whether a folder is a register itself."""
    return (folder / "register.json").is_file() and (folder / "log").is_dir()


def find_register(path: Path) -> Register:
    """Return the register at ``path``; UsageError when there is none, IntegrityError when it is damaged."""
    file = path / "register.json"
    if not file.is_file():
        raise UsageError("no_register", path=path)
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["format"] not in _READABLE:
            raise UsageError("other_format", path=file, found=found["format"], expected=FORMAT)
        return Register(
            path=path,
            id=str(found["id"]),
            created=str(found["created"]),
            verifier=str(found["verifier"]),
            made_by=str(found["made_by"]),
            format=found["format"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError("damaged_description", path=file) from error
