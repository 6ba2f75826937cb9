"""Names beside the peers: Latin pairs by kind, and all sets on the very pairs that the peers are measured on."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench import peers
from bench.names_models import FOLDS, without_fold
from bench.names_sets import SETS, Scored, Scorer, data, drawn, program
from sijill.names.parameters import load_parameters
from sijill.names.scoring import POSSIBLE_MATCH

CASES: Final = Path(__file__).parent / "cases" / "names_latin.csv"
FIRMS: Final = Path(__file__).parent / "cases" / "firms_abbreviated.csv"
LOGIC: Final = "builtin:logic_v2"


def latin() -> Iterator[str]:
    """Yield a line for each kind of the hand-written Latin pairs, and one for firms cut short: F1 at 0.7.

    Ours by the shipped parameters.
    """
    yield f"shipped parameters, version {load_parameters().version}; F1 at {POSSIBLE_MATCH}"
    rows, labelled = _labelled(CASES)
    peer = _logic_on(CASES)
    yield from _compared("all", labelled, peer["all"], margin=0.05)
    for group in dict.fromkeys(row["case_group"] for row in rows):
        chosen = [pair for pair, row in zip(labelled, rows, strict=True) if row["case_group"] == group]
        yield from _compared(group, chosen, peer[f"case_group:{group}"], margin=0.0)
    yield from _compared("firms cut short", _labelled(FIRMS)[1], _logic_on(FIRMS)["all"], margin=0.0)


def _labelled(cases: Path) -> tuple[list[dict[str, str]], list[tuple[float, int]]]:
    """Return the rows of a CSV file of labelled pairs, and the score and label of each."""
    with cases.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    scores = np.zeros(len(rows))
    for schema in ("Person", "Company"):
        places = [place for place, row in enumerate(rows) if row["schema"] == schema]
        pairs = [(rows[place]["name1"], rows[place]["name2"]) for place in places]
        scores[places] = Scorer(organisations=schema == "Company").batch(pairs)
    return rows, [
        (score, int(row["is_match"] == "true")) for score, row in zip(scores.tolist(), rows, strict=True)
    ]


def _logic_on(cases: Path) -> Mapping[str, Mapping[str, float]]:
    plan = peers.Plan(scorers=(LOGIC,))
    found: Any = peers.measure(data(), peers.program(), fold=None, cases=cases, sets=(), plan=plan)  # JSON
    return found[f"cases {LOGIC}"]  # type: ignore[no-any-return] # JSON


def _compared(
    group: str, labelled: Sequence[tuple[float, int]], peer: Mapping[str, float], *, margin: float
) -> Iterator[str]:
    ours = program().at_threshold(labelled, POSSIBLE_MATCH)
    said = "reached" if ours["F1"] >= peer["F1"] + margin else "SHORT"
    each = [
        f"{who} F1 {of['F1']:.4f} P {of['P']:.3f} R {of['R']:.3f}"
        for who, of in (("", ours), ("logic-v2", peer))
    ]
    best = f", best F1 {program().best_f1(labelled)[0]:.4f}" if margin else ""
    yield f"{group} ({len(labelled)}):{each[0]}{best};{' ' + each[1]} [{said}]"


def whole_files(limit: int) -> Iterator[str]:
    """Yield lines for each set: peers on the whole file, and Sijill on the same pairs, each by a model without its fold."""
    yield f"whole files, {limit} true pairs at the most; Sijill cross-validated on the same pairs"
    pairs = {names.title: drawn(names, None, limit) for names in SETS}
    scores = {title: np.zeros(len(found)) for title, found in pairs.items()}
    for part in range(FOLDS):
        scorer = Scorer(without_fold(part))
        for title, found in pairs.items():
            places = [row for row, pair in enumerate(found) if program().in_fold(pair[0], f"{part}/{FOLDS}")]
            scores[title][places] = scorer.batch([found[place][:2] for place in places])
    for names in SETS:
        ours = Scored(pairs[names.title], scores[names.title].tolist()).figures()
        yield f"{names.title}: sijill " + " ".join(f"{name} {value:.4f}" for name, value in ours.items())
        plan = peers.Plan(limit=limit)
        found_by: Any = peers.measure(  # JSON
            data(), peers.program(), fold=None, cases=None, sets=(names.spec,), plan=plan
        )
        for peer, of in found_by[names.spec].items():
            yield (
                f"{names.title}: {peer.split(':')[-1]} AP {of['AP']:.4f} R@1% {of['R@1%FPR_hard']:.4f} "
                f"F1@.7 {of['F1@0.7']:.4f} best F1 {of['bestF1']:.4f}; {of['pairs/s']} pairs/s"
            )


def pairs_a_second() -> int:
    """Return how many distinct pairs logic-v2 scores in a second here and now."""
    plan = peers.Plan(scorers=(LOGIC,), limit=1000)
    found: Any = peers.measure(  # JSON
        data(), peers.program(), fold=None, cases=None, sets=("gaza_fullnames_ar_en.csv",), plan=plan
    )
    (figures,) = found["gaza_fullnames_ar_en.csv"].values()
    return int(figures["pairs/s"])
