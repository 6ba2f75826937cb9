"""A Latin place name must find its Arabic record: the questions and the hit of the shared two-score baseline."""

import csv
import hashlib
import importlib.util
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sijill.names.places import PlaceNames

_SAMPLE: Final = 1000


def measure(path: Path) -> Iterator[str]:
    """Yield recall at 1 and at 10, and the baseline's where its libraries are installed."""
    baselines = path.parents[2] / "measure" / "search_baselines"
    if importlib.util.find_spec("rapidfuzz") and importlib.util.find_spec("unidecode"):
        command = [sys.executable, str(baselines / "xscript_places.py"), str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
        yield from told.stdout.splitlines()
    else:
        yield "two-score baseline: not measured, rapidfuzz and unidecode are not installed (.826 / .973 as handed over)"
    rows, fold = gazetteer_names(path)
    written: dict[str, str] = {}
    for row in rows:
        written.setdefault(fold(row["name_ar"]), row["name_ar"])
    names = sorted(written)
    index = PlaceNames([written[name] for name in names])
    found: dict[int, list[int]] = {0: [], 1: []}
    """Of both halves of the names: how many stand before the right one, or ten."""
    began = time.process_time()
    for row in questions(rows):
        right = fold(row["name_ar"])
        best = [names[place] for place, _ in index.search(row["name_en"], 10)]
        found[half(right)].append(best.index(right) if right in best else 10)
    spent = (time.process_time() - began) / _SAMPLE * 1e3
    parts = {"whole": found[0] + found[1], "working half": found[0], "held half": found[1]}
    for part, before in parts.items():
        first, ten = sum(place == 0 for place in before), sum(place < 10 for place in before)
        yield f"sijill.names.places, {part} ({len(before)}): R@1 {first / len(before):.3f}, R@10 {ten / len(before):.3f}"
    yield f"{spent:.1f} ms of CPU a question"
    yield f"{len(names)} distinct Arabic names; load of the machine: {os.getloadavg()[0]:.1f}"


def gazetteer_names(path: Path) -> tuple[list[dict[str, str]], Callable[[str], str]]:
    """Return the localities that have a name in both scripts, and the baseline's own fold of Arabic names."""
    with path.open(encoding="utf-8") as lines:
        rows = [
            row for row in csv.DictReader(lines)
            if row["name_ar"] and row["name_en"] and row["placetype"] == "locality"
        ]  # fmt: skip
    return rows, _folded_by(path.parents[2] / "measure" / "search_baselines" / "arnorm.py")


def questions(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the baseline's sample."""
    return random.Random(1).sample(rows, _SAMPLE)  # noqa: S311 - the baseline's sample


def half(key: str) -> int:
    """Return 0 for names of the working half, 1 for the held one; all rows of a name are in one."""
    return hashlib.sha256(key.encode()).digest()[0] % 2


def _folded_by(module: Path) -> Callable[[str], str]:
    """Return the baseline's own fold: what counts as the same Arabic name is its to say."""
    specification = importlib.util.spec_from_file_location("arnorm", module)
    if specification is None or specification.loader is None:
        raise FileNotFoundError(module)
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    fold: Callable[[str], str] = loaded.normalize
    return fold
