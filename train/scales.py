"""``python -m train.scales``: learn the scales by which ``sijill.link`` states the probability of a pair, and write them.

They are learned on made-up families of seeds that no figure is told of and on one half of the families of each real or
historical list (``bench.link_sets``); ``./dev bench link`` tells what they say of the others. A scale is a logistic
regression on what :mod:`sijill.link.looks` hears of a pair, drawn towards saying what the pair and its rivals say. A pair
counts by one over the root of how many stand in its bin of stated probability, so that bins of few are heard; bins are
those of what was said in the round before. What scales say is then bent for registers of more than 100,000 records, as
families of a million and more tell; ``--bends`` learns this alone.
"""

import argparse
import contextlib
import dataclasses
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from bench.link_score import BINS
from bench.link_sets import LinkSet, families, half_of, historical, read_truth, real_sets
from sijill.link import conclude, link_records, read_files
from sijill.link.looks import KNOTS, LOOKS, SCALES, bends_of, learned_scales, looks_of
from sijill.link.stated import heard_of

_SHIPPED: Final = Path("src/sijill/link/learned/scales.json")
_USUAL: Final = 100_000
"""Records of a set that counts once; of ten times as many a pair counts by the root of ten less."""
_HISTORICAL: Final = 3.0
"""Sets of families that historical persons count for: there are several of each size and one of them."""
_KEPT: Final = 20_000
"""Pairs of one set, scale and bin that are learned from at most; they stand for all."""
_ROUNDS: Final = 3
_STEPS: Final = 40
_DRAWN: Final = 1.0
"""By how much each number is drawn to where it starts: the precision of a normal prior."""
_LEAST_STEP: Final = 1e-4
_ODDS: Final = LOOKS.index("odds")


class Taught(NamedTuple):
    """Pairs of one set."""

    looks: NDArray[np.float64]
    scale: NDArray[np.uint8]
    true: NDArray[np.bool_]
    stands_for: NDArray[np.float64]
    """Pairs that one stands for."""
    counts: float
    """How much the set counts."""
    bent: float
    """How much of what is bent in larger registers holds in it."""


class Sample(NamedTuple):
    """Pairs that a scale is learned from."""

    looks: NDArray[np.float64]
    true: NDArray[np.float64]
    counts: NDArray[np.float64]
    given: NDArray[np.float64] | float = 0.0
    """Log odds to which looks add."""


def main(words: list[str] | None = None) -> None:
    """Write the scales and say so; ends with 2 where a set is not there."""
    parser = argparse.ArgumentParser(prog="train.scales", description=__doc__)
    parser.add_argument("--out", type=Path, default=_SHIPPED, help="file of the scales (%(default)s)")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=SCALES,
        default=SCALES,
        help="scales that are learned; others stay as shipped",
    )
    parser.add_argument(
        "--bends", action="store_true", help="leave scales and learn what larger registers bend"
    )
    asked = parser.parse_args(words)
    chosen = larger_sets() if asked.bends else sets()
    lacking = [each.title for each, _ in chosen if each.missing]
    if lacking:
        parser.exit(
            2, f"train: not there: {', '.join(lacking)}; SIJILL_SHARED names the folder of shared data\n"
        )
    taught = [taught_by(each, halved=halved) for each, halved in chosen]
    told = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    titles = [each.title + (", one half" if halved else "") for each, halved in chosen]
    scales = learned_scales().looks if asked.bends else learned(taught)
    for name, numbers, bent in zip(SCALES, scales, bends(taught, scales), strict=True):
        if name in asked.only:
            if not asked.bends:
                told["learned_from"][name] = titles
                told["scales"][name] = dict(zip(LOOKS, np.round(numbers, 4).tolist(), strict=True))
            told["bends"][name] = np.round(bent, 4).tolist()
    asked.out.parent.mkdir(exist_ok=True)
    asked.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"scales written to {asked.out}\n")


def sets() -> list[tuple[LinkSet, bool]]:
    """Return the sets that are learned from, and of each whether one half of its families is kept aside."""
    drawn = [
        families(_USUAL, syrian=papers, seed=seed) for papers in (False, True) for seed in (11, 12, 13, 22)
    ]
    real = [*real_sets(), historical()]
    return [(each, False) for each in drawn] + larger_sets() + [(each, True) for each in real]


def larger_sets() -> list[tuple[LinkSet, bool]]:
    """Return those of the sets that have more records than is usual."""
    millions = [
        families(1_000_000, syrian=papers, seed=seed) for papers in (False, True) for seed in (21, 22)
    ]
    return [(each, False) for each in (*millions, families(10_000_000, syrian=False, seed=22))]


def taught_by(chosen: LinkSet, *, halved: bool) -> Taught:
    """Return what a set teaches once it is linked; where ``halved``, pairs whose first record is of half 0."""
    with tempfile.TemporaryDirectory() as name, _overheard() as overheard:
        mapping = None
        if chosen.mapping:
            mapping = Path(name) / "mapping.toml"
            mapping.write_text(chosen.mapping, encoding="utf-8")
        records, _ = read_files(list(chosen.records), mapping=mapping)
        records = dataclasses.replace(records, **dict.fromkeys(chosen.without, ()))
        names = dict(zip(records.ids, records.names, strict=True)) if halved else {}
        result = link_records(records, keep=True)
    (edges, *rest) = overheard
    truth = read_truth(chosen.truth)
    assert result.known is not None  # noqa: S101 - because of ``keep``
    person = np.full(len(result.ids), -1)
    codes = {each: code for code, each in enumerate(sorted(set(truth.values())))}
    person[result.known.position] = [codes[truth[each]] if each in truth else -1 for each in result.ids]
    usable = (person[edges.left] >= 0) & (person[edges.right] >= 0)
    if halved:
        halves = half_of(truth, names)
        half = np.full(len(result.ids), -1)
        half[result.known.position] = [halves[truth[each]] if each in truth else -1 for each in result.ids]
        usable &= half[edges.left] == 0
    counts = _HISTORICAL if chosen.mapping else min(1.0, (_USUAL / len(result.ids)) ** 0.5)
    heard = heard_of(edges, *rest).where(usable)
    true = (person[edges.left] == person[edges.right])[usable]
    kept, stands_for = _thinned(heard.scale, heard.likely)
    heard = heard.where(kept)
    return Taught(looks_of(heard), heard.scale, true[kept], stands_for, counts, heard.bent)


@contextlib.contextmanager
def _overheard() -> Iterator[list[Any]]:  # Any: what ``stated_probability`` is given
    """Give what probabilities are stated by; nothing is stated, since the scales are what is to be learned."""
    given: list[Any] = []  # Any: as above

    def listen(edges: Any, likely: NDArray[np.float64], *rest: Any) -> NDArray[np.float64]:  # Any: as above
        given.extend((edges, likely, *rest))
        return likely

    with mock.patch.object(conclude, "stated_probability", listen):
        yield given


def _thinned(
    scale: NDArray[np.uint8], likely: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs that are kept, some of each scale and bin, and how many each stands for."""
    random = np.random.default_rng(0)
    group = scale.astype(np.int64) * (len(BINS) + 1) + np.searchsorted(BINS, likely, side="right")
    kept, stands_for = [np.empty(0, np.int64)], [np.empty(0)]
    for each in np.unique(group):
        rows = np.flatnonzero(group == each)
        some = rows if len(rows) <= _KEPT else random.choice(rows, _KEPT, replace=False)
        kept.append(some)
        stands_for.append(np.full(len(some), len(rows) / len(some)))
    return np.concatenate(kept), np.concatenate(stands_for)


def learned(taught: list[Taught]) -> NDArray[np.float64]:
    """Return scales x looks."""
    start = np.zeros(len(LOOKS))
    start[_ODDS] = 1.0
    scales = np.tile(start, (len(SCALES), 1))
    for number in range(len(SCALES)):
        for _ in range(_ROUNDS):
            sample = _sample(taught, number, scales[number])
            if len(sample.true):
                scales[number] = fitted(sample, start)
    return scales


def bends(taught: list[Taught], scales: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scales x knots: what larger registers add to what ``scales`` say, see :func:`sijill.link.looks.bends_of`."""
    found = np.zeros((len(SCALES), len(KNOTS)))
    larger = [each for each in taught if each.bent > 0]
    for number, scale in enumerate(scales):
        sample = _sample(larger, number, scale)
        given = sample.looks @ scale
        holds = [np.full(np.count_nonzero(each.scale == number), each.bent) for each in larger]
        if len(given):
            looks = bends_of(given) * np.concatenate(holds)[:, None]
            found[number] = fitted(Sample(looks, sample.true, sample.counts, given), found[number])
    return found


def _sample(taught: list[Taught], number: int, scale: NDArray[np.float64]) -> Sample:
    """Return the pairs of one scale, each with how much it counts where ``scale`` says in which bin it stands."""
    looks, true, counts = [np.empty((0, len(LOOKS)))], [np.empty(0)], [np.empty(0)]
    for each in taught:
        chosen = each.scale == number
        place = np.searchsorted(BINS, _logistic(each.looks[chosen] @ scale), side="right")
        of_bin = np.bincount(place, each.stands_for[chosen], minlength=1)
        looks.append(each.looks[chosen])
        true.append(each.true[chosen].astype(float))
        counts.append(each.counts * each.stands_for[chosen] / np.sqrt(of_bin[place]))
    return Sample(np.concatenate(looks), np.concatenate(true), np.concatenate(counts))


def fitted(sample: Sample, start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the numbers under which ``sample`` is likeliest, drawn to ``start``: Newton's steps, halved where they miss."""
    numbers, best = start.copy(), _worth(sample, start, start)
    for _ in range(_STEPS):
        said = _logistic(sample.given + sample.looks @ numbers)
        slope = sample.looks.T @ (sample.counts * (sample.true - said)) - _DRAWN * (numbers - start)
        curve = (sample.looks * (sample.counts * said * (1.0 - said))[:, None]).T @ sample.looks
        step = np.linalg.solve(curve + _DRAWN * np.eye(len(start)), slope)
        while (found := _worth(sample, numbers + step, start)) < best and np.abs(step).max() > _LEAST_STEP:
            step /= 2.0
        numbers, best = numbers + step, found
        if np.abs(step).max() < _LEAST_STEP:
            break
    return numbers


def _worth(sample: Sample, numbers: NDArray[np.float64], start: NDArray[np.float64]) -> float:
    log_odds = sample.given + sample.looks @ numbers
    likely = sample.counts @ (sample.true * log_odds - np.logaddexp(0.0, log_odds))
    return float(likely - _DRAWN * ((numbers - start) ** 2).sum() / 2.0)


def _logistic(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    likely: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-log_odds))
    return likely


if __name__ == "__main__":
    main()
