"""An environment for one peer, apart from Sijill's own: made once from its list of packages, wheels only."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_TOP: Final = Path(__file__).parents[1]


def python_of(name: str) -> Path | None:
    """Return the Python of a peer whose packages stand in ``bench/NAME.txt``; None where they cannot be had."""
    requirements = _TOP / "bench" / f"{name}.txt"
    folder = _TOP / ".venv-peers" / name
    python, stamp = folder / "bin" / "python", folder / "stamp"
    want = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == want:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    base = str(Path(sys.executable).resolve())
    pip = [
        base,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]
    try:
        subprocess.run([base, "-m", "venv", "--without-pip", str(folder)], check=True)
        subprocess.run([*pip, "-r", str(requirements)], check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    stamp.write_text(want, encoding="utf-8")
    return python
