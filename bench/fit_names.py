"""Fit the calibration of name scores from CSV files of name pairs, leaving one fold of the names out.

    fit_names.py --bench FILE --data DIR --fold 0/5 --out calibration.toml

``--bench`` is the measuring program whose sampling of negatives and whose fold function are used, so that
no name it reports on (its ``--fold 0/5``) is fitted. Each set weighs the same. Coefficients are bounded by
sign, so that more distance or omission can only lower a score. No name part enters the file.
"""

import argparse
import dataclasses
import hashlib
import importlib
import random
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sijill.names import compare, model
from sijill.names.parts import encode_names
from sijill.names.scoring import features_between
from sijill.text import match_key


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """A set that takes part in the fit, with its weight; by ``dictionary`` its Latin names are spelled anew."""

    file: str
    weight: float
    columns: tuple[str, str] = ("name_ar", "name_en")
    dictionary: str | None = None


PLANS = {
    "across": (
        Plan("gaza_fullnames_ar_en.csv", 1.0),
        Plan("press_fullnames.csv", 1.0),
        Plan("un_primary.csv", 1.0),
        Plan("gaza_variants_same_person.csv", 1.0, ("name_ar_other_list", "name_en_ibc")),
        Plan("wikidata_words_coling2018.csv", 0.2),
        Plan("tfp_dict_words.csv", 0.2),
    ),
    "arabic": (Plan("gaza_variants_same_person.csv", 1.0, ("name_ar", "name_ar_other_list")),),
    "latin": (
        Plan("gaza_variants_same_person.csv", 0.3, ("name_en_ibc", "name_en_other_list")),
        Plan("gaza_fullnames_ar_en.csv", 1.0, dictionary="tfp_dict_words.csv"),
    ),
}
PAIRS_PER_SET = 3000
RIDGE = 0.0005
TRUE_SHARE = 0.2
"""Of true pairs among those that a reader is shown: one candidate in five."""


def _bench(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    return importlib.import_module(path.stem)


def training_pairs(
    bench: ModuleType, known: list[tuple[str, str]], seed: int
) -> list[tuple[str, str, int, float]]:
    """Return true pairs, the bench's negatives, and made ones: (one, other, label, weight)."""
    pairs = [(one, other, label) for one, other, label, _ in bench.make_pairs(known, PAIRS_PER_SET, 3)]
    true = [(one.split(), other.split()) for one, other, label in pairs if label]
    true = [(one, other) for one, other in true if len(one) == len(other) > 1]
    made = _made(true, random.Random(seed))  # noqa: S311  # a sample, not a secret
    return [(*pair, 1.0) for pair in pairs] + made


def _made(true: list[tuple[list[str], list[str]]], draw: random.Random) -> list[tuple[str, str, int, float]]:
    """True pairs with a part left out or moved; false ones that are kin, share one part, or are one part only."""
    made = []
    for one, other in true:
        stranger = draw.choice(true)[1]
        keep = draw.randrange(len(other))
        if len(other) > 2 and draw.random() < 0.3:
            gone = draw.randrange(1, len(other) - 1)
            made.append((" ".join(one), " ".join(other[:gone] + other[gone + 1 :]), 1, 1.0))
        if draw.random() < 0.1:
            made.append((" ".join(one), " ".join([other[-1] + ",", *other[:-1]]), 1, 1.0))
        if len(stranger) > 1 and other[keep] not in stranger:
            shared = [*stranger[:-1], other[keep]] if draw.random() < 0.5 else [other[keep], *stranger[1:]]
            made.append((" ".join(one), " ".join(shared), 0, 1.0))
        if stranger[0] != other[0] and stranger[0] not in one:
            made.append((" ".join(one), " ".join([stranger[0], *other[1:]]), 0, 1.0))
        if len(other) > 2 and draw.random() < 0.5:
            # Without the given name it is the father's name.
            made.append((" ".join(one), " ".join(other[1:]), 0, 1.0))
        made.append((" ".join(one), other[keep], 0, 1.0))
    return made


def known_pairs(bench: ModuleType, folder: Path, plan: Plan, fold: str) -> list[tuple[str, str]]:
    """Return the true pairs of a set whose names are not of ``fold``."""
    if plan.dictionary is None:
        pairs = bench.load(folder / plan.file, plan.columns)
        return [pair for pair in pairs if not bench.in_fold(pair[0], fold)]
    spelled: dict[str, list[str]] = {}
    for arabic, latin in bench.load(folder / plan.dictionary):
        spelled.setdefault(match_key(arabic), []).append(latin)
    found = []
    for arabic, latin in bench.load(folder / plan.file):
        words = [spelled.get(match_key(word)) for word in arabic.split()]
        if all(words) and not bench.in_fold(arabic, fold):
            found.append((latin, " ".join(word[0] for word in words if word)))
    return found


def features(pairs: list[tuple[str, str, int, float]]) -> NDArray[np.float32]:
    """Return the feature rows of ``pairs``."""
    names = [pair[0] for pair in pairs] + [pair[1] for pair in pairs]
    columns = encode_names(names)
    words, here = model.words_of(columns.written), np.arange(len(pairs))
    return features_between(words, columns.parts, columns.part_count, here, here + len(pairs))


def fit(
    rows: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return logistic coefficients bounded by ``compare.SIGNS``."""
    scale = np.maximum(rows.std(axis=0), 0.01)
    scale[0] = 1.0
    rows = rows / scale
    bounds = [(None, None) if sign == 0 else (0, None) if sign > 0 else (None, 0) for sign in compare.SIGNS]

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = rows @ beta
        value = weights @ (np.logaddexp(0, logits) - labels * logits) + RIDGE / 2 * beta[1:] @ beta[1:]
        slope = rows.T @ (weights * (1 / (1 + np.exp(-logits)) - labels))
        slope[1:] += RIDGE * beta[1:]
        return value, slope

    start = np.zeros(rows.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 5000})
    return np.asarray(found.x / scale)


def fit_script_pair(
    bench: ModuleType, folder: Path, plans: tuple[Plan, ...], fold: str
) -> NDArray[np.float64]:
    """Return the coefficients of one script pair: sets weigh alike, one pair in five is true."""
    rows, labels, weights = [], [], []
    for plan in plans:
        pairs = training_pairs(bench, known_pairs(bench, folder, plan, fold), 7)
        got = features(pairs)
        label = np.array([pair[2] for pair in pairs], dtype=np.float64)
        weight = np.array([pair[3] for pair in pairs], dtype=np.float64)
        usable = (got[:, -1] >= 0) & (got[:, -1] < 3)
        got, label, weight = got[usable, :-1].astype(np.float64), label[usable], weight[usable]
        for side, share in ((0, 1 - TRUE_SHARE), (1, TRUE_SHARE)):
            weight[label == side] *= share * plan.weight / weight[label == side].sum()
        rows.append(got)
        labels.append(label)
        weights.append(weight)
    return fit(np.concatenate(rows), np.concatenate(labels), np.concatenate(weights))


def main() -> None:
    """Write the calibration file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fold", default="0/5")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    bench = _bench(arguments.bench)
    lines = [
        "# Logistic coefficients that turn the features of two names into one scale. Written by",
        f"# bench/fit_names.py (seed 7, ridge {RIDGE}); names of fold {arguments.fold} of each set were left out.",
    ]
    for file in sorted({plan.file for plans in PLANS.values() for plan in plans}):
        digest = hashlib.sha256((arguments.data / file).read_bytes()).hexdigest()
        lines.append(f"# {file} sha256 {digest}")
    body = []
    for pair, plans in PLANS.items():
        found = fit_script_pair(bench, arguments.data, plans, arguments.fold)
        body += ["", f"[{pair}]"]
        body += [f"{name} = {value:.4f}" for name, value in zip(compare.FEATURE_NAMES, found, strict=True)]
    version = hashlib.sha256("\n".join(body).encode()).hexdigest()[:12]
    arguments.out.write_text("\n".join([*lines, "", f'version = "{version}"', *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
