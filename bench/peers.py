"""The peers of name matching, each measured by the shared program in an environment of its own.

``measure`` scores with Jaro-Winkler on Unidecode and on ICU, and with nomenklatura's logic-v2; a ``Plan``
asks for more, or for indexes. The peers never enter Sijill's own environment. The measuring program is not
copied: it lies in the folder that ``SIJILL_SHARED`` names, or in ``shared`` beside the project.
"""

import dataclasses
import hashlib
import json
import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

_TOP: Final = Path(__file__).parents[1]
_REQUIREMENTS: Final = _TOP / "bench" / "peers.txt"
_FOLDER: Final = _TOP / ".venv-peers"
_PYTHON: Final = _FOLDER / "bin" / "python"
_STAMP: Final = _FOLDER / "stamp"

SCORERS: Final = ("builtin:unidecode_jw", "builtin:icu_jw", "builtin:logic_v2")
INDEXES: Final = (
    "builtin:ix_rigour",
    "builtin:ix_icu_trigram",
    "builtin:ix_skeleton_trigram",
    "builtin:ix_icu_jw",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to run of the peers, and how much; the numbers are the measuring program's own defaults."""

    scorers: Sequence[str] = SCORERS
    indexes: Sequence[str] = ()
    limit: int = 2000
    """True pairs a set."""
    queries: int = 500
    """Queries a set and direction, for the indexes."""


_ALL_SCORERS: Final = Plan()


def program() -> Path:
    """Return where the measuring program lies on this machine; it may be absent."""
    shared = os.environ.get("SIJILL_SHARED", _TOP.parent / "shared")
    return Path(shared) / "measure" / "names_bench.py"


def measure(
    data: Path,
    bench: Path,
    *,
    fold: str | None,
    cases: Path | None,
    sets: Sequence[str] | None,
    plan: Plan = _ALL_SCORERS,
) -> dict[str, object]:
    """Run the measuring program over the peers and return its figures, by set and then by peer.

    Args:
        data: The folder of CSV files of name pairs.
        bench: The measuring program, as ``program()`` finds it.
        fold: ``I/N`` to take true pairs and queries from that part of the names only; None takes all.
        cases: A CSV file of labelled pairs, measured besides the sets; figures under ``cases PEER``.
        sets: ``FILE.csv`` or ``FILE.csv:COLUMN:COLUMN``; None: the program's default sets; empty: none.
        plan: Which peers, and how many pairs and queries.

    Raises:
        SystemExit: Something that the peers need is missing, named in its text.
        subprocess.CalledProcessError: The measuring program failed; it has said why on stderr.
    """
    start = [str(prepare()), "-I", str(bench.resolve()), "--json"]
    start += ["--limit", str(plan.limit), "--queries", str(plan.queries), *(["--fold", fold] if fold else [])]
    figures: dict[str, dict[str, object]] = {}
    scorers = [["--scorer", name] for name in plan.scorers]
    indexes = [["--index", name] for name in plan.indexes]
    for name in _default_sets(data, bench) if sets is None else sets:
        for peer in scorers + indexes:
            _add(figures, [*start, "--data", str(data.resolve()), "--set", name, *peer])
    if cases:
        for peer in scorers:
            _add(figures, [*start, "--cases", str(cases.resolve()), *peer])
    return dict(figures)


def _default_sets(data: Path, bench: Path) -> list[str]:
    """Return the sets that the measuring program runs when none is named, if their files are there."""
    known: Sequence[str] = runpy.run_path(str(bench))["DEFAULT_SETS"]
    return [name for name in known if (data / name.split(":")[0]).exists()]


def _add(figures: dict[str, dict[str, object]], line: Sequence[str]) -> None:
    """Run the measuring program on one set and one peer, in a process of its own, and add what it found.

    Two sets in one process would be wrong: the program gives the same entity ids again for each set, and
    nomenklatura's logic-v2 remembers names by entity id, so it would score the second on names of the first.
    """
    # The program looks for plug-ins where it is started: not among our folders.
    said = subprocess.run(line, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8", cwd=_FOLDER)
    for name, found in json.loads(said.stdout).items():
        figures.setdefault(name, {}).update(found)


def prepare() -> Path:
    """Return the peers' Python, after making their environment unless a whole one is there.

    The first time takes about two minutes and 0.7 GB of disk; root on Debian also gets what PyICU compiles with.
    """
    want = hashlib.sha256(_REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == want:
        return _PYTHON
    python = _base_python()
    _bring_compiler(python)
    _say("setting up .venv-peers (once; about two minutes, 0.7 GB of disk)")
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _run([python, "-m", "venv", "--without-pip", str(_FOLDER)])
    pip = [python, "-m", "pip", "--python", str(_PYTHON), "install", "--quiet", "--no-deps"]
    # Only PyICU has no wheels; nothing else may compile or run a set-up program.
    _run([*pip, "--only-binary", ":all:", "--no-binary", "pyicu", "-r", str(_REQUIREMENTS)])
    _STAMP.write_text(want, encoding="utf-8")
    return _PYTHON


def _base_python() -> str:
    """Return the Python that made this environment, since ``./dev`` makes .venv without pip."""
    return str(Path(sys.executable).resolve())


def _missing() -> list[str]:
    """Return the Debian packages without which PyICU does not compile here."""
    there: Mapping[str, bool] = {
        "g++": shutil.which("g++") is not None,
        "pkg-config": shutil.which("pkg-config") is not None,
        "libicu-dev": _knows_icu(),
        "python3-dev": (Path(sysconfig.get_path("include")) / "Python.h").exists(),
    }
    return [package for package, is_there in there.items() if not is_there]


def _knows_icu() -> bool:
    """Tell whether ICU's headers are there, as PyICU's own set-up asks; no without pkg-config."""
    if shutil.which("pkg-config") is None:
        return False
    return subprocess.run(["pkg-config", "--exists", "icu-i18n"], check=False).returncode == 0  # noqa: S607


def _bring_compiler(python: str) -> None:
    """Install what PyICU compiles with, or end by naming what is missing."""
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        raise SystemExit(f"bench: the peers need pip for {python} (Debian: apt-get install python3-pip)")
    missing = _missing()
    if missing and _may_install():
        names = " ".join(missing)
        _say(f"installing Debian packages that PyICU compiles with: {names} (SIJILL_NO_APT=1 refuses)")
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing])
        missing = _missing()
    if missing:
        names = " ".join(missing)
        raise SystemExit(
            f"bench: PyICU can't be compiled here; missing: {names} (Debian: apt-get install {names}; "
            "elsewhere: a C++ compiler, pkg-config and the headers of ICU and Python)"
        )


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None and os.environ.get("SIJILL_NO_APT") != "1"


def _run(line: Sequence[str]) -> None:
    """Run a step of the set-up; what it says goes to stderr, since stdout is for figures."""
    subprocess.run(
        line, check=True, stdout=sys.stderr, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    )


def _say(sentence: str) -> None:
    print(f"bench: {sentence}", file=sys.stderr)
