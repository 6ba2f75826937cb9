"""Search: does it find, how fast, how large. ``./dev bench search [ARCD|own|places|weights|speed [N]]``.

The questions, the measuring program and the engines that it is measured with lie in the folder that ``SIJILL_SHARED``
names, or in ``shared`` beside the project; the second set of questions is ours (``bench/cases``) and was kept out of
every choice.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

_TOP: Final = Path(__file__).parents[1]
_PERTURBED: Final = "nohamza,proclitic,tashkeel,digits"
_PEERS: Final = (
    ("Tantivy:default", None),
    ("Tantivy:arstem", None),
    ("FTS5:unicode61", None),
    ("FTS5:pre-light10+s", None),
    ("Tantivy:pre-light10+s", None),
    ("Tantivy:pre-light10|ngram3", None),
    ("BM25S:norm|light10|ngram3", "bm25s"),
    ("Lucene", "/usr/share/java/lucene-core-*.jar"),
)
"""Engines of the shared folder, and what each needs: a module or a file."""


def shared() -> Path:
    """Return the folder of what is measured with; it may be absent."""
    return Path(os.environ.get("SIJILL_SHARED", _TOP.parent / "shared"))


def run(words: Sequence[str]) -> Iterator[str]:
    """Yield the figures of one part, or of all but those that take long."""
    parts: dict[str, Callable[[Sequence[str]], Iterator[str]]] = {
        "ARCD": _arcd, "own": _own, "places": _places, "weights": _weights, "speed": _speed
    }  # fmt: skip
    wanted = words[:1] or ["ARCD", "own", "places"]
    for name in wanted:
        if name not in parts:
            sys.exit(f"bench search: unknown {name}; known: {', '.join(parts)}")
        if name != "own" and not shared().is_dir():
            yield f"{name}: not measured, SIJILL_SHARED names no folder"
            continue
        yield from parts[name](words[1:])


def _arcd(_: Sequence[str]) -> Iterator[str]:
    data = shared() / "data" / "text"
    yield from _measured(data / "arcd_docs.jsonl", data / "arcd_questions.jsonl")


def _own(_: Sequence[str]) -> Iterator[str]:
    cases = _TOP / "bench" / "cases"
    yield from _measured(cases / "search_own.jsonl", cases / "search_own_questions.jsonl")


def _measured(docs: Path, questions: Path) -> Iterator[str]:
    """Yield the measuring program's lines: all engines in one run, each question as it is and as people type it."""
    engines = shared() / "measure" / "search_baselines" / "engines.py"
    command = [sys.executable, str(shared() / "measure" / "search_bench.py")]
    command += ["--docs", str(docs), "--questions", str(questions), "--perturb", _PERTURBED]
    for peer, needed in _PEERS:
        if needed and not (_is_there(needed)):
            yield f"{peer}: not measured, {needed} is not installed"
            continue
        command += ["--engine", f"{engines}:{peer}"]
    command += ["--engine", str(_TOP / "bench" / "search_engine.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        for line in child.stdout or ():
            yield line.rstrip()
    if child.returncode:
        sys.exit(f"bench search: the measuring program ended with {child.returncode}")
    yield f"load of the machine: {os.getloadavg()[0]:.1f}"


def _is_there(needed: str) -> bool:
    path = Path(needed)
    return any(path.parent.glob(path.name)) if path.is_absolute() else bool(importlib.util.find_spec(needed))


def _places(_: Sequence[str]) -> Iterator[str]:
    from bench.search_places import measure

    yield from measure(shared() / "data" / "places" / "syria_places_wof.csv")


def _weights(_: Sequence[str]) -> Iterator[str]:
    from bench.search_weights import measure

    data = shared() / "data" / "text"
    yield from measure(data / "arcd_docs.jsonl", data / "arcd_questions.jsonl", shared() / "measure")


def _speed(words: Sequence[str]) -> Iterator[str]:
    from bench.search_speed import measure

    data = shared() / "data" / "text"
    count = int(words[0]) if words else 100_000
    yield from measure(data / "arcd_docs.jsonl", data / "arcd_questions.jsonl", count)
