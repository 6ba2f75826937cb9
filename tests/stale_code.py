"""Delete machine code that numba kept of another source: ``python tests/stale_code.py``.

numba looks at the file of a compiled function, and at no module that it imports: with a change in one of these old machine
code would run on. Prints how much it was. Called by ``./dev`` before whatever runs, and by the conftest where pytest is called without it.
"""

import functools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PLACES: Final = {"sijill": "src", "bench": ".", "train": ".", "tests": "."}
"""Where each of our packages lies."""
_IMPORT: Final = re.compile(r"^from ([\w.]+) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)
"""What is imported as a module loads; what a function imports is compiled into nothing."""
_NAME: Final = re.compile(r"\w+")


def forget_stale_code(root: Path = ROOT) -> list[Path]:
    """Delete what was compiled before its source or a module that this imports was last written, and return it."""
    stale = []
    for folder in ("src", "bench", "train"):
        for kept in sorted((root / folder).glob("**/__pycache__/*.nb[ic]")):
            source = kept.parents[1] / f"{kept.name.split('.')[0]}.py"
            try:
                if source.exists() and kept.stat().st_mtime > _newest(root, source):
                    continue
            except FileNotFoundError:
                continue  # Another process was quicker.
            kept.unlink(missing_ok=True)
            stale.append(kept)
    return stale


def _newest(root: Path, source: Path) -> float:
    """Return when the last of a module and all that it imports was written."""
    seen = {source}
    todo = [source]
    while todo:
        new = set(_imported(root, todo.pop())) - seen
        seen |= new
        todo += new
    return max(path.stat().st_mtime for path in seen)


@functools.cache
def _imported(root: Path, source: Path) -> tuple[Path, ...]:
    return tuple(_modules(root, source.read_text(encoding="utf-8")))


def _modules(root: Path, text: str) -> Iterator[Path]:
    for package, several, one in _IMPORT.findall(text):
        place = PLACES.get(package.split(".")[0])
        if place is None:
            continue
        module = root.joinpath(place, *package.split("."))
        names = (module / f"{name}.py" for name in _NAME.findall(several or one))
        for path in (module.with_suffix(".py"), module / "__init__.py", *names):
            if path.exists():
                yield path


if __name__ == "__main__":
    sys.stdout.write(f"{len(forget_stale_code())}\n")
