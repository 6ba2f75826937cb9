"""Time stamps after RFC 3161 beside the checkpoints that they are over.

``log/checkpoints/<size>.tsq`` is the request, the same for every authority; ``<size>.<authority>.tsr`` an answer, and
``<size>.<authority>.pem`` the certificates that came with it. Nothing here touches a network.
"""

import hashlib
from pathlib import Path

from sijill.store.layout import Register

ENDINGS = (".tsq", ".tsr", ".pem")


def checkpoint_path(register: Register, size: int) -> Path:
    """Return where the note lies that is stamped."""
    return register.log / "checkpoints" / str(size)


def request_path(register: Register, size: int) -> Path:
    """Return where the request over a checkpoint lies."""
    return register.log / "checkpoints" / f"{size}.tsq"


def answer_path(register: Register, size: int, authority: str) -> Path:
    """Return where an authority's answer lies; its certificates lie beside it under ``.pem``."""
    return register.log / "checkpoints" / f"{size}.{authority}.tsr"


def requests(register: Register) -> dict[int, Path]:
    """Return every request, by the size of its checkpoint."""
    found = (register.log / "checkpoints").glob("*.tsq")
    return {int(path.stem): path for path in found if path.stem.isascii() and path.stem.isdigit()}


def is_beside(path: Path) -> bool:
    """Return whether a file among the checkpoints is a request, an answer or certificates."""
    return path.suffix in ENDINGS


def digest(content: bytes) -> str:
    """Return the lower-case hex SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()
