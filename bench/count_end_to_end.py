"""The whole way: a population of known size, names with their errors, linkage, the total.

Beside the total: the same with perfect links, and with links taken as right. Each seed is another population, of
2,000 to 20,000 persons on three to five lists, under the designs in turn.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.count_linked import pairs_of
from sijill.count import estimate_total, histories_from_clusters
from sijill.demo.known import KnownPopulation, make_known
from sijill.demo.visibility import DESIGNS
from sijill.link import link_files, sampled_clusterings
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError

_WAYS: Final = ("perfect links", "linkage's error ignored", "linkage's error carried")


class _Answer(NamedTuple):
    low: float
    middle: float
    high: float


def end_to_end(populations: int, first: int) -> Iterator[str]:
    """Yield a line a population, of seeds from ``first`` on, then what the intervals held."""
    rows, refused = [], 0
    for seed in range(first, first + populations):
        before = time.process_time()
        random = np.random.default_rng([seed, 11])
        total = int(np.exp(random.uniform(np.log(2_000), np.log(20_000))))
        design = list(DESIGNS)[seed % len(DESIGNS)]
        made = make_known(seed=seed, total=total, lists=int(random.integers(3, 6)), design=design)
        answers, linkage = _counted(made)
        seconds = time.process_time() - before
        head = f"{seed} {design}, {total:,} persons, {len(made.lists)} lists, {linkage}, {seconds:.0f} s of CPU: "
        if answers is None:
            refused += 1
            yield head + "refused"
            continue
        yield head + "; ".join(f"{each.middle:,.0f} [{each.low:,.0f}-{each.high:,.0f}]" for each in answers)
        rows.append([(a.low <= total <= a.high, a.middle / total - 1, a.high / a.low) for a in answers])
    if not rows:
        yield f"none answered, refused {refused}"
        return
    found = np.array(rows)
    for place, way in enumerate(_WAYS):
        held, bias, width = found[:, place].T
        yield (
            f"{way}: {int(held.sum())} of {len(held)} hold the truth, median bias {100 * np.median(bias):+.1f} %, "
            f"median upper/lower {np.median(width):.2f}; refused {refused}"
        )


def _counted(made: KnownPopulation) -> tuple[tuple[_Answer, ...] | None, str]:
    """Return the answers in the order of ``_WAYS``, and precision and recall of the linkage."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in made.files]
        for path, content in zip(paths, made.files.values(), strict=True):
            path.write_bytes(content)
        result = link_files(paths).result
    persons = np.unique([made.person_of[record] for record in result.ids], return_inverse=True)[1]
    codes = np.asarray(result.list_codes)
    names = tuple(each.name for each in result.lists)

    def histories(clusters: NDArray[np.int64]) -> CaptureHistories:
        return histories_from_clusters(clusters, codes, names)

    clusters = np.unique(np.asarray(result.cluster_ids), return_inverse=True)[1]
    drawn = tuple(histories(each.astype(np.int64)) for each in sampled_clusterings(result))
    both = pairs_of(persons * (int(clusters.max()) + 1) + clusters)
    told = f"precision {both / pairs_of(clusters):.4f}, recall {both / pairs_of(persons):.4f}"
    perfect = estimate_total(histories(persons))
    carried = estimate_total(histories(clusters), linkage=LinkageError(clusterings=drawn))
    if not isinstance(perfect, Estimate) or not isinstance(carried, Estimate) or carried.linkage is None:
        return None, told
    ways = _answer(perfect), _Answer(*carried.linkage.ignored), _answer(carried)
    return ways, told


def _answer(found: Estimate) -> _Answer:
    return _Answer(found.interval[0], found.estimate, found.interval[1])
