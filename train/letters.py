"""Emissions, trigrams and damage from pairs of parts: all parameters but the shapes of the score."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from sijill.names.alphabet import ARABIC_CODES, LATIN_CODES, is_arabic
from sijill.names.features import FEATURES, LEVELS
from sijill.names.model import DIRECTIONS
from sijill.names.parameters import KINDS
from train.damage import damage_rules
from train.emission import Emission, learn
from train.noise import respellings, slips
from train.pairs import Pair, share_of
from train.tables import Corpus, Tables

MOST_SLIPPED = 10_000
"""Parts that made-up slips are learned from, about; more teach nothing new."""
IDENTITY = 0.5
"""Weight of a part with itself, beside its other spellings."""


def latin_spellings(across: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the pairs of Latin spellings that one Arabic spelling has, the many of one name weighing together 1."""
    spelled: defaultdict[str, list[str]] = defaultdict(list)
    for arabic, latin in sorted(across):
        spelled[arabic].append(latin)
    found: defaultdict[Pair, float] = defaultdict(float)
    for latins in spelled.values():
        for one, other in itertools.permutations(latins, 2):
            found[one, other] += 1 / len(latins)
    return dict(found)


def learn_letters(corpus: Corpus) -> Tables:
    """Return what ``corpus`` teaches, with flat shapes."""
    arabics = sorted(
        {arabic for arabic, _ in corpus.across} | {one for pair in corpus.arabic for one in pair}
    )
    latins = sorted({latin for _, latin in corpus.across} | {one for pair in corpus.latin for one in pair})
    back = {(latin, arabic): weight for (arabic, latin), weight in corpus.across.items()}
    emissions = (
        learn(corpus.across, longest=3),
        learn(_within(corpus.latin, latins), longest=3),
        learn(_within(corpus.arabic, arabics), longest=2),
        learn(back, longest=2),
    )
    return Tables(
        shares={
            direction: _shares(emission) for direction, emission in zip(DIRECTIONS, emissions, strict=True)
        },
        trigrams=(trigrams(arabics, ARABIC_CODES), trigrams(latins, LATIN_CODES)),
        borne=corpus.borne,
        rules=damage_rules(corpus.damaged),
        shapes=np.zeros((len(KINDS), len(FEATURES), LEVELS), dtype=np.float32),
    )


def _within(pairs: Mapping[Pair, float], parts: Sequence[str]) -> dict[Pair, float]:
    """Return both directions of ``pairs``, with each part as itself and with slips."""
    found: defaultdict[Pair, float] = defaultdict(float)
    for (one, other), weight in pairs.items():
        found[one, other] += weight
        found[other, one] += weight
    for part in parts:
        found[part, part] += IDENTITY
        if share_of(part, "slips", len(parts) // MOST_SLIPPED + 1):
            continue
        for slipped, share in (*slips(part), *(() if is_arabic(part) else respellings(part))):
            found[part, slipped] += IDENTITY * share
            found[slipped, part] += IDENTITY * share
    return dict(found)


def _shares(emission: Emission) -> dict[int, dict[str, int]]:
    return {
        row: {
            emission.units[unit]: int(emission.shares[row, unit])
            for unit in np.flatnonzero(emission.shares[row])
        }
        for row in range(emission.shares.shape[0])
        if emission.met[row]
    }


def trigrams(parts: Sequence[str], codes: Mapping[str, int]) -> dict[tuple[int, ...], dict[int, int]]:
    """Return how often each letter follows none, one and two letters in distinct ``parts``."""
    met: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for part in parts:
        row = [0, 0, *(codes[letter] + 1 for letter in part), 0]
        for place in range(2, len(row)):
            for width in range(3):
                met[tuple(row[place - width : place])][row[place]] += 1
    return {before: dict(counts) for before, counts in met.items()}
