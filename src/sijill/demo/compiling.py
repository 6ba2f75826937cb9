"""A machine's first run compiles for a minute; a second process takes the later stages' share of it.

``python -m sijill.demo.compiling FOLDER`` counts, links and screens a hundred made-up persons, which leaves the compiled
code where the run beside it finds it (numba's cache takes what another process has put there). Its files are in a folder
of the run's, which takes them away also where the process is ended in the middle.
"""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from numba.core import event

_PERSONS: Final = 100
_TABLE: Final = "a,b,c,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,20\n1,0,1,16\n0,1,1,12\n1,1,1,5\n"


@contextlib.contextmanager
def shared_compiling() -> Iterator[None]:
    """Start the second process when the block first compiles anything, and end it with the block.

    Nothing is started where all is compiled already. The second process only spares time: whatever
    becomes of it, the block compiles for itself what it does not find.
    """
    with tempfile.TemporaryDirectory(prefix="sijill-compiling-", ignore_cleanup_errors=True) as folder:
        first = _FirstCompiling(folder)
        with event.install_listener("numba:compile", first):
            try:
                yield
            finally:
                if first.beside is not None:
                    first.beside.kill()
                    first.beside.wait()


class _FirstCompiling(event.Listener):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.beside: subprocess.Popen[bytes] | None = None

    def on_start(self, event: event.Event) -> None:  # noqa: ARG002 - numba's signature
        if self.beside is None:
            self.beside = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "sijill.demo.compiling", self._folder],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def on_end(self, event: event.Event) -> None:
        pass


def compile_later_stages(folder: Path) -> None:
    """Count, link and screen a little below ``folder``: latest first, since the flow beside it begins early."""
    from sijill.count import estimate_total, read_table
    from sijill.demo.country import make_country
    from sijill.demo.inputs import InputKind, write_inputs
    from sijill.link import link_files
    from sijill.screen.history import load_listings
    from sijill.screen.match import screen_parties
    from sijill.screen.parties import read_parties

    table = folder / "table.csv"
    table.write_text(_TABLE, encoding="utf-8")
    estimate_total(read_table(table))
    inputs = write_inputs(make_country(seed=1, persons=_PERSONS), folder / "inputs")
    tables = [file.path for file in inputs.of(InputKind.LIST) if file.path.suffix in {".csv", ".xlsx"}]
    link_files(tables)
    parties = read_parties(inputs.of(InputKind.PARTIES)[0].path)
    screen_parties(parties.parties, load_listings(inputs.listings), as_of=inputs.as_of)


if __name__ == "__main__":
    compile_later_stages(Path(sys.argv[1]))
