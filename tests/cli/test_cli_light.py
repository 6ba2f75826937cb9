"""What is asked for every day loads no library that it does not need: each took longer to import than the work takes."""

import subprocess
import sys
from pathlib import Path

import pytest

_REFUSING = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused!r}:
            raise RuntimeError("imported: " + name)
sys.meta_path.insert(0, Refuse())
sys.argv = ["sijill", *{argv!r}]
from sijill.cli import main
main()
"""


def _run(refused: set[str], *argv: object) -> None:
    code = _REFUSING.format(refused=refused, argv=[*map(str, argv)])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("no_flush")
def test_a_text_is_taken_in_without_linkage_and_verified_without_tables(tmp_path: Path) -> None:
    """Numba is for lists, and pyarrow for whoever reads or makes a table."""
    register, text = tmp_path / "r.register", tmp_path / "a.txt"
    text.write_text("شهادة", encoding="utf-8")
    _run({"numba", "numpy", "pyarrow"}, "init", register, "--no-passphrase")
    _run({"numba"}, "add", text, "-R", register)
    _run({"numba", "numpy", "pyarrow"}, "verify", register)
