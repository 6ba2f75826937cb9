"""Splink beside Sijill on the same files, as a competent user of Splink runs it: ``./dev bench link peers``.

The programs that run Splink lie beside the project (``SIJILL_SHARED``), Splink in an environment of its own
(``bench/link_peer.txt``). It is given what Sijill refuses itself: for each set the threshold at which it does best.
"""

import csv
import dataclasses
import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.link_score import score
from bench.link_sets import LinkSet, families, historical, read_truth, real_sets, shared, standard_sets
from bench.peer_environment import python_of

_BITS: Final = (0.0, 2.0, 4.0, 6.6, 8.0, 10.0)
"""Match weights, in bits, from which pairs are clustered by list."""
_RATES: Final = ("pairs_per_s", "records_per_s")
"""What the programs print that is not the seconds of a phase."""


_ASKED: Final = (100_000, 24_000)
"""Records a second that are asked of Sijill, and those of Splink on the machine that they were asked of, idle."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What Splink found: the best F1, where, and what it cost."""

    title: str
    f1: float
    threshold: str
    seconds: float
    memory: int

    def __str__(self) -> str:
        """Return one line."""
        cost = f"{self.seconds:.1f} s" + (f", peak memory {self.memory} MB" if self.memory else "")
        return f"  {self.title}: F1 {self.f1:.4f} at its best threshold {self.threshold}; {cost}"


def compared_sets() -> tuple[LinkSet, ...]:
    """Return the sets on which both are run, the quick ones first."""
    return (*standard_sets(), *real_sets(), historical(), families(100_000, reach=0.96))


def pace(measured: Callable[[LinkSet], dict[str, Any]]) -> Iterator[str]:  # Any: JSON values
    """Yield how fast each links a million made-up records, one after the other; ``measured`` links them by Sijill."""
    each, python = families(1_000_000), python_of("link_peer")
    if each.missing or python is None:
        yield "skipped: no program that draws families (SIJILL_SHARED names the folder of shared data), or no Splink"
        return
    options = ("--memory", "5GB", "--synth", "--cross-script")
    with TemporaryDirectory() as name:
        program = shared() / "measure" / "linkage_splink_victims.py"
        theirs = _ran(python, program, each.records[0], Path(name) / "found", *options)["records_per_s"]
    found = measured(each)
    ours = found["records"] / found["wall"]
    yield (
        f"{each.title}: Sijill {ours:.0f} records a second by the clock (asked {_ASKED[0]}), Splink {theirs:.0f} in the same run "
        f"({_ASKED[1]} where that was asked): {ours / theirs:.1f} times as many, asked {_ASKED[0] / _ASKED[1]:.1f}"
    )


def beside(each: LinkSet) -> Iterator[str]:
    """Yield a line for each way in which Splink linked the set."""
    python = python_of("link_peer")
    if python is None:
        yield "  skipped: Splink could not be installed"
        return
    with TemporaryDirectory() as name:
        yield from map(str, _runs(python, each, Path(name)))


def _runs(python: Path, each: LinkSet, folder: Path) -> Iterator[Peer]:
    programs = shared() / "measure"
    if each.standard:
        data = shared() / "data/linkage"
        cost = _ran(python, programs / "linkage_splink_standard.py", each.standard, data, folder)
        yield _best(
            "Splink",
            folder.glob(f"{each.standard}_splink_*.csv"),
            folder / f"{each.standard}_truth.csv",
            cost,
        )
        return
    if each.title.startswith("made-up"):
        words = ["--synth", "--cross-script"]
    else:
        words = ["--no-dob"] * bool(each.without) + ["--cross-script"] * ("gaza_xs" in each.title)
    yield from best_of_victims(python, each.records[0], each.truth, words)


def best_of_victims(python: Path, records: Path, truth: Path, words: Sequence[str]) -> Iterator[Peer]:
    """Yield what Splink finds on one file of victims at its best thresholds, without and with what lists tell."""
    programs = shared() / "measure"
    with TemporaryDirectory() as name:
        folder = Path(name)
        pairs = folder / "pairs.csv"
        options = ("--pairs", pairs, "--memory", "5GB", *words)
        cost = _ran(python, programs / "linkage_splink_victims.py", records, folder / "found", *options)
        yield _best("Splink", folder.glob("found_*.csv"), truth, cost)
        for bits in _BITS:
            out = folder / f"aware_{bits:g}.csv"
            aware = (programs / "linkage_splink_list_aware.py", pairs, records, out, bits)
            subprocess.run([str(python), *map(str, aware)], check=True)
        title = "Splink, clusters without two of one list"
        yield _best(title, folder.glob("aware_*.csv"), truth, {**cost, "peak_rss_mb": 0})


def _ran(python: Path, *words: object) -> dict[str, Any]:  # Any: JSON values
    found = subprocess.run([str(python), *map(str, words)], check=True, capture_output=True, text=True).stdout
    cost: dict[str, Any] = json.loads(found.splitlines()[-1])  # Any: JSON values
    return cost


def _best(title: str, files: Iterator[Path], truth: Path, cost: dict[str, Any]) -> Peer:  # Any: JSON values
    persons = read_truth(truth)
    scores = {
        path.stem.rsplit("_", 1)[1]: score(_clusters(path, persons), persons).f1 for path in sorted(files)
    }
    threshold = max(scores, key=lambda at: scores[at])
    seconds = sum(value for name, value in cost.items() if name.endswith("_s") and name not in _RATES)
    return Peer(
        title=title, f1=scores[threshold], threshold=threshold, seconds=seconds, memory=cost["peak_rss_mb"]
    )


def _clusters(path: Path, records: Iterable[str]) -> dict[str, str]:
    """Return the cluster of each record; one that was left out stands alone."""
    with path.open(encoding="utf-8", newline="") as lines:
        found = {row["record_id"]: row["cluster_id"] for row in csv.DictReader(lines)}
    return {record: found.get(record, f"alone {record}") for record in records}
