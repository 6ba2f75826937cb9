"""ER-Evaluation on simulated audits; run by ``bench/audits.py`` in the peer's environment, JSON in and out."""

import json
import sys

import er_evaluation as peer
import pandas as pd


def main() -> None:
    """Read registers from standard input; print coverage, width and error of the peer's intervals."""
    told = json.load(sys.stdin)
    found: dict[str, list[tuple[float, float, float]]] = {"precision": [], "recall": []}
    for world in told["worlds"]:
        prediction, truth = pd.Series(world["prediction"]), pd.Series(world["truth"])
        true = {
            "precision": peer.pairwise_precision(prediction, truth),
            "recall": peer.pairwise_recall(prediction, truth),
        }
        for seed in range(told["audits"]):
            sample = peer.sample_clusters(
                truth,
                weights="uniform",
                size=told["clusters"],
                sample_prop=None,
                replace=False,
                random_state=seed,
            )
            for name, estimator in (
                ("precision", peer.pairwise_precision_estimator),
                ("recall", peer.pairwise_recall_estimator),
            ):
                value, spread = estimator(prediction, sample, weights="uniform")
                found[name].append((value, 1.96 * spread, true[name]))
    json.dump({name: _line(figures) for name, figures in found.items()}, sys.stdout)


def _line(figures: list[tuple[float, float, float]]) -> str:
    count = len(figures)
    covered = sum(abs(value - true) <= half for value, half, true in figures)
    width = sum(2 * half for _, half, _ in figures) / count
    off = sum(value - true for value, _, true in figures) / count
    return f"covers the truth in {100 * covered / count:.1f} % (nominal 95), mean width {width:.4f}, mean error {off:+.4f}"


main()
