"""All parameters of the name comparison, learned from a folder of name pairs."""

import csv
import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import is_arabic
from sijill.names.common import common_parts, usual_spellings
from sijill.names.compare import EQUAL, KIND_AT, REPORT, compare_rows, kept_for
from sijill.names.features import (
    DISORDERED,
    FEATURES,
    HALF_OF_FEW,
    ONE_OF_SEVERAL,
    TURNED,
    TURNED_MENS,
    UNSAID,
)
from sijill.names.parameters import KINDS, Parameters
from sijill.names.vocabulary import read_names
from sijill.names.word import ABU_FLAG, FLAGS_AT, MANS_FLAG
from train.letters import latin_spellings, learn_letters
from train.made import made_pairs
from train.negatives import Labelled, kin_pairs, labelled_pairs
from train.pairs import SOURCES, Pair, Source, bearers, load, part_pairs, share_of
from train.shapes import fit_shapes
from train.tables import Corpus, Tables

MADE = Source(file="made up", columns=("name_ar", "name_ar_other"), hand="made", weight=0.5)
"""Made-up pairs, as a source of the calibration."""
MADE_PAIRS = 3000
SPLITS = 3
"""Parts of the training names that are each compared by letters learned from the others."""
FEWEST_BEARERS = 20
"""No part of a name is written down that fewer persons of the training data have."""
TRUE_SHARE = 0.45
"""Of true pairs among those of names,"""
TRUE_SHARE_OF_WORDS = 0.3
"""and of single words, of which more are alike by chance."""
GENERIC_CONTRADICTS = 3.5
"""Logits, at the least, that two words of organisations cost that do not mean the same."""
HALF_COSTS = ((1.0, 1.8), (1.0, 1.8), (0.5, 0.7), (0.5, 0.7))
"""Logits that half a name costs (Abdel): beside two whole parts or more, and beside one; for each kind of pair."""
UNSAID_COSTS = (2.0, 2.6, 6.3, 0.7)
"""Logits that it costs where one name says whose child its bearer is and the other what the child is called, who has brothers."""
TURNED_COSTS = (3.0, 3.5, 1.3, 0.0)
"""Logits that it costs, beside family names that stand first, where all parts are names of men (علي حسن, حسن علي); by kind."""
KIN_WEIGHT = 0.35
"""Of made-up pairs of kin beside those of their file."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """What is learned from, and what is left out."""

    folder: Path
    keep: Callable[[str], bool]
    """Whether a name takes part: what is measured on does not."""
    hands: Collection[str]
    """Hands whose files take part."""

    def sources(self) -> list[Source]:
        """Return the files that take part."""
        return [source for source in SOURCES if source.hand in self.hands]

    def pairs(self, source: Source) -> list[Pair]:
        """Return the pairs of ``source`` that take part."""
        return load(self.folder, source, self.keep)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Labelled pairs written by hand."""

    pairs: Sequence[Labelled]
    organisations: bool
    weight: float = 1.0
    """Beside the 1 of a file of pairs."""


def read_cases(files: Sequence[Path]) -> list[Cases]:
    """Return the pairs of CSV files with columns name1, name2, is_match and schema (Person or Company).

    Those of one schema weigh alike, whichever file they are in.
    """
    found: list[tuple[str, Labelled]] = []
    for file in files:
        with file.open(newline="", encoding="utf-8") as rows:
            found += [
                (row["schema"], (row["name1"], row["name2"], int(row["is_match"] == "true")))
                for row in csv.DictReader(rows)
            ]
    wanted = dict.fromkeys(schema for schema, _ in found)
    return [
        Cases(pairs=[pair for schema, pair in found if schema == kind], organisations=kind == "Company")
        for kind in wanted
    ]


def turned(cases: Cases) -> Cases:
    """Return the true pairs of ``cases`` with the last word of one name first, which says little in a firm's name."""
    pairs = [
        (one, " ".join([*other.split()[-1:], *other.split()[:-1]]), 1)
        for one, other, label in cases.pairs
        if label
    ]
    return dataclasses.replace(cases, pairs=[pair for pair in pairs if len(pair[1].split()) > 2], weight=0.1)


@dataclasses.dataclass(frozen=True, slots=True)
class _Compared:
    kinds: NDArray[np.uint8]
    levels: NDArray[np.uint8]
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]


def learn_names(training: Training, cases: Sequence[Cases] = ()) -> Tables:
    """Return the model of ``training``: letters of all, shapes of pairs that their letters have not seen.

    ``cases`` are further labelled pairs, for the shapes only.
    """
    labelled = {source: _labelled(source, training.pairs(source)) for source in training.sources()}
    labelled[MADE] = _labelled(MADE, _made(training))
    compared: list[_Compared] = []
    for split in range(SPLITS):
        letters = _letters(training, functools.partial(_is_outside, split)).parameters()
        for source, (pairs, kin) in labelled.items():
            share = TRUE_SHARE_OF_WORDS if source.words else TRUE_SHARE
            weighed = _weighted(letters, _of_split(pairs, split), source.weight, share)
            compared.append(_without_contradictions(weighed) if source.noisy else weighed)
            compared.append(_weighted(letters, _of_split(kin, split), source.weight * KIN_WEIGHT, TRUE_SHARE))
        compared += [
            _of_kind(_weighted(letters, _of_split(case.pairs, split), case.weight, TRUE_SHARE), case)
            for case in (*cases, *(turned(case) for case in cases if case.organisations))
        ]
    shapes = _shapes([part for part in compared if part.labels.size])
    return dataclasses.replace(_letters(training, lambda _name: True), shapes=shapes)


def _is_outside(split: int, name: str) -> bool:
    return share_of(name, "split", SPLITS) != split


def _labelled(source: Source, known: Sequence[Pair]) -> tuple[list[Labelled], list[Labelled]]:
    pairs = labelled_pairs(known, most=source.most, seed=7)
    return pairs, [] if source.words else kin_pairs(pairs, seed=7)


def _made(training: Training) -> list[Pair]:
    """Return made-up pairs of names from the lexicon and from single words of the training."""
    words = {one for source in training.sources() if source.words for one, _ in training.pairs(source)}
    others = sorted(word for word in words if is_arabic(word) and " " not in word)
    return made_pairs(
        [arabics[0] for arabics, _ in common_parts() if arabics], others, count=MADE_PAIRS, seed=7
    )


def _of_split(pairs: Sequence[Labelled], split: int) -> list[Labelled]:
    return [pair for pair in pairs if share_of(pair[0], "split", SPLITS) == split]


def _letters(training: Training, keep: Callable[[str], bool]) -> Tables:
    """Return letters learned from the names of ``training`` that pass ``keep``."""
    kinds: dict[str, Counter[Pair]] = {"across": Counter(), "arabic": Counter(), "latin": Counter()}
    damaged: Counter[Pair] = Counter()
    names: set[str] = set()
    for source in training.sources():
        pairs = [pair for pair in training.pairs(source) if keep(pair[0])]
        arabic, latin = source.columns[0].startswith("name_ar"), "_en" in source.columns[1]
        found = part_pairs(pairs)
        kinds["across" if arabic and latin else "arabic" if arabic else "latin"] += found
        damaged += found if arabic and not latin else Counter()
        if not source.words:
            names |= {name for pair in pairs for name in pair}
    for arabics, latins in common_parts():
        kinds["across"].update({(one, other): 1 for one in arabics for other in latins})
        kinds["arabic"].update({(arabics[0], other): 1 for other in arabics[1:]})
    across = dict.fromkeys(kinds["across"], 1.0)
    corpus = Corpus(
        across=across,
        arabic=dict.fromkeys(kinds["arabic"], 1.0),
        latin=latin_spellings(across) | dict.fromkeys(kinds["latin"], 0.3),
        damaged=damaged,
        borne=_shares(names),
    )
    return learn_letters(corpus)


def _shares(names: Collection[str]) -> Mapping[str, float]:
    """Return the share of each part of the lexicon that at least ``FEWEST_BEARERS`` persons have."""
    met = bearers(names)
    total = max(1, sum(met.values()))
    common = {spelling for entry in usual_spellings() for spellings in entry for spelling in spellings}
    return {part: count / total for part, count in met.items() if count >= FEWEST_BEARERS and part in common}


def _without_contradictions(compared: _Compared) -> _Compared:
    """Return ``compared`` without true pairs of which a part contradicts: most are two persons under one number.

    Where only the family's name is another, most are one person: kin would share it.
    """
    kept = (compared.labels == 0) | (compared.levels[:, FEATURES.index("contradictions")] <= 1)
    kept |= compared.levels[:, FEATURES.index("evidence_but_for_last")] > 0
    return _Compared(
        compared.kinds[kept], compared.levels[kept], compared.labels[kept], compared.weights[kept]
    )


def _of_kind(compared: _Compared, case: Cases) -> _Compared:
    """Return ``compared`` as pairs of organisations where they are; as many true as false ones, as they are written."""
    weights = np.full(compared.labels.size, case.weight / max(1, compared.labels.size))
    kinds = np.full_like(compared.kinds, len(KINDS) - 1) if case.organisations else compared.kinds
    return _Compared(kinds, compared.levels, compared.labels, weights)


def _weighted(
    parameters: Parameters, pairs: Sequence[Labelled], weight: float, true_share: float
) -> _Compared:
    """Return ``pairs`` compared, the true ones weighing together ``true_share`` of ``weight``."""
    kinds, levels = levels_of(parameters, pairs)
    labels = np.array([label for _, _, label in pairs], dtype=np.float64)
    weights = np.zeros(labels.size)
    for label, share in ((0, 1 - true_share), (1, true_share)):
        chosen = labels == label
        weights[chosen] = weight * share / max(1, chosen.sum())
    usable = kinds < EQUAL
    return _Compared(kinds[usable], levels[usable], labels[usable], weights[usable])


def levels_of(
    parameters: Parameters, pairs: Sequence[Labelled]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the kind and the feature levels of each pair."""
    names = [one for one, _, _ in pairs] + [other for _, other, _ in pairs]
    side = read_names(names, parameters).side()
    # Families that differ in أبو, and men's, teach what another family says: what rules say of these comes after.
    side.heads[:, FLAGS_AT] &= ~(ABU_FLAG | MANS_FLAG)
    here = np.arange(len(pairs), dtype=np.int32)
    reports = np.zeros((len(pairs) + 1, REPORT), dtype=np.uint8)
    both = np.stack([here, here + len(pairs)], axis=1)
    compare_rows(side, side, both, parameters.model, kept_for(side, side), reports)
    return reports[:-1, KIND_AT], reports[:-1, :KIND_AT]


def _shapes(compared: Sequence[_Compared]) -> NDArray[np.float32]:
    """Return [4, features, levels]: what all kinds of pairs have in common, drawn apart where a kind has reason to."""
    kinds = np.concatenate([part.kinds for part in compared])
    levels = np.concatenate([part.levels for part in compared])
    labels = np.concatenate([part.labels for part in compared])
    weights = np.concatenate([part.weights for part in compared])
    persons = kinds < len(KINDS) - 1
    common, bases, beta = fit_shapes(levels[persons], labels[persons], weights[persons])
    shapes = np.stack([common] * len(KINDS))
    for kind in range(len(KINDS)):
        chosen = kinds == kind
        if chosen.any():
            shapes[kind] = fit_shapes(levels[chosen], labels[chosen], weights[chosen], towards=(bases, beta))[
                0
            ]
    return bounded(shapes)


def bounded(shapes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return ``shapes`` with what no pair of training names may teach otherwise.

    One part of several, or initials alone, never reach the threshold for a person; fewer parts never say more than
    more; in Latin letters, where a fourth name may be a second family's, another last name is another name; half a name, of which training names have too few, counts for less than a whole one; names of men alone, turned round, may be father and son; words of organisations
    that contradict (university, hospital) count as a part that does.
    """
    found, form = shapes.copy(), FEATURES.index("shape_of_names")
    for kind in range(len(KINDS) - 1):
        others = sum(float(found[kind, feature].max()) for feature in range(len(FEATURES)) if feature != form)
        found[kind, form, ONE_OF_SEVERAL] = min(float(found[kind, form, ONE_OF_SEVERAL]), -others)
        for level in (4, 3):
            found[kind, form, level] = min(found[kind, form, level], found[kind, form, level + 1])
    found[KINDS.index("latin") :, FEATURES.index("evidence_but_for_last")] = 0
    half = found[:, FEATURES.index("half_met")]
    half[:] = 0
    half[:, HALF_OF_FEW - 1 :] = -np.array(HALF_COSTS)[:, [0, *[1] * (half.shape[1] - HALF_OF_FEW)]]
    half[:, UNSAID:] = -np.array(UNSAID_COSTS)[:, None]
    moved = found[:, FEATURES.index("moved")]
    moved[:, TURNED_MENS] = np.maximum(moved[:, TURNED] - TURNED_COSTS, moved[:, DISORDERED])
    generic = found[:, FEATURES.index("generic_contradicts")]
    counts = np.maximum(np.arange(generic.shape[1]) - 1, 0).astype(np.float32)
    np.minimum(generic, generic[:, 1:2] - GENERIC_CONTRADICTS * counts, out=generic)
    return found
