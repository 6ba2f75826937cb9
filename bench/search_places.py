"""A Latin place name must find its Arabic record: the questions and the hit of the shared two-score baseline."""

import csv
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
    fold = _folded_by(baselines / "arnorm.py")
    with path.open(encoding="utf-8") as lines:
        rows = [
            row for row in csv.DictReader(lines)
            if row["name_ar"] and row["name_en"] and row["placetype"] == "locality"
        ]  # fmt: skip
    written: dict[str, str] = {}
    for row in rows:
        written.setdefault(fold(row["name_ar"]), row["name_ar"])
    names = sorted(written)
    index = PlaceNames([written[name] for name in names])
    asked = random.Random(1).sample(rows, _SAMPLE)  # noqa: S311 - the baseline's sample
    first = ten = 0
    began = time.process_time()
    for row in asked:
        found = [names[place] for place, _ in index.search(row["name_en"], 10)]
        right = fold(row["name_ar"])
        first += found[:1] == [right]
        ten += right in found
    spent = (time.process_time() - began) / _SAMPLE * 1e3
    yield f"sijill.names.places: R@1 {first / _SAMPLE:.3f}, R@10 {ten / _SAMPLE:.3f}, {spent:.1f} ms of CPU a question"
    yield f"{len(names)} distinct Arabic names; load of the machine: {os.getloadavg()[0]:.1f}"


def _folded_by(module: Path) -> Callable[[str], str]:
    """Return the baseline's own fold: what counts as the same Arabic name is its to say."""
    specification = importlib.util.spec_from_file_location("arnorm", module)
    if specification is None or specification.loader is None:
        raise FileNotFoundError(module)
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    fold: Callable[[str], str] = loaded.normalize
    return fold
