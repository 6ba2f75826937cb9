"""What is learned from, what is learned, and the files that hold it."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_LETTERS, CONTEXTS, LATIN_LETTERS
from sijill.names.damage import Rule
from sijill.names.features import FEATURES, LEVELS, SIGNS
from sijill.names.model import DIRECTIONS
from sijill.names.parameters import KINDS, Parameters, Trigrams, parameters_from, read_parameters
from train.pairs import Pair


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Pairs of parts that belong together, with weights."""

    across: Mapping[Pair, float]
    """Arabic with Latin."""
    arabic: Mapping[Pair, float]
    """Two Arabic spellings of one part."""
    latin: Mapping[Pair, float]
    damaged: Mapping[Pair, float]
    """Two Arabic spellings, the sound one first, with the number of persons."""
    borne: Mapping[str, float]
    """Share of all parts that each common part has."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All parameters, as the files have them."""

    shares: Mapping[str, Mapping[int, Mapping[str, int]]]
    trigrams: Sequence[Trigrams]
    borne: Mapping[str, float]
    rules: tuple[Rule, ...]
    shapes: NDArray[np.float32]

    def parameters(self) -> Parameters:
        """Return the parameters as the comparison has them."""
        return parameters_from(
            "in training", self.shares, self.trigrams, self.borne, rules=self.rules, shapes=self.shapes
        )


def write_tables(tables: Tables, folder: Path, provenance: Sequence[str]) -> Parameters:
    """Write ``tables`` to ``folder`` and return them as read back; ``provenance`` are lines of TOML."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "letters.tsv": _letters(tables),
        "trigrams.tsv": _trigrams(tables),
        "frequencies.tsv": [f"{part}\t{round(share * 1e6)}" for part, share in sorted(tables.borne.items())],
        "damage.tsv": [
            f"{rule.read}\t{rule.meant}\t{'end' if rule.at_end else 'any'}\t{round(rule.share * 1000)}"
            for rule in tables.rules
        ],
        "shapes.tsv": _shapes(tables.shapes),
    }
    digest = hashlib.sha256()
    for name, lines in files.items():
        text = f"# {HEADS[name]}\n" + "".join(f"{line}\n" for line in lines)
        digest.update(text.encode())
        (folder / name).write_text(text, encoding="utf-8")
    lines = [f'version = "{digest.hexdigest()[:12]}"', *provenance]
    (folder / "provenance.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_parameters(folder)


HEADS = {
    "letters.tsv": "direction, letter, context (kind before x 3 + kind behind; 0 edge, 1 vowel, 2 consonant), unit:share in 100,000",
    "trigrams.tsv": "script, letters before (^ edge), letter:distinct parts that have it there",
    "frequencies.tsv": "common part, its share of all parts in millionths; borne by at least twenty persons",
    "damage.tsv": "read by extraction, what was written, where in the part, of a thousand that were written how many are read so",
    "shapes.tsv": "kind of pair, feature, level:what it adds to the logit, straight lines between",
}


def _letters(tables: Tables) -> list[str]:
    lines = []
    for direction in DIRECTIONS:
        letters = ARABIC_LETTERS if direction.startswith("arabic") else LATIN_LETTERS
        for row, units in sorted(tables.shares[direction].items()):
            shares = sorted(units.items(), key=lambda item: (-item[1], item[0]))
            lines.append(
                "\t".join(
                    [
                        direction,
                        letters[row // CONTEXTS],
                        str(row % CONTEXTS),
                        *(f"{unit}:{share}" for unit, share in shares),
                    ]
                )
            )
    return lines


def _trigrams(tables: Tables) -> list[str]:
    lines = []
    for script, letters, counts in (
        ("arabic", "^" + ARABIC_LETTERS, tables.trigrams[0]),
        ("latin", "^" + LATIN_LETTERS, tables.trigrams[1]),
    ):
        for before, met in sorted(counts.items()):
            behind = [f"{letters[code]}:{count}" for code, count in sorted(met.items())]
            lines.append("\t".join([script, "".join(letters[code] for code in before), *behind]))
    return lines


def _shapes(shapes: NDArray[np.float32]) -> list[str]:
    """Return each shape as the points between which it is straight."""
    lines = []
    for kind, feature in np.ndindex(len(KINDS), len(FEATURES)):
        values = np.round(shapes[kind, feature].astype(np.float64), 3) + 0.0  # nothing is written as -0
        bends = np.flatnonzero(np.abs(np.diff(values, 2)) > 0) + 1
        kept = range(LEVELS) if SIGNS[feature] == 0 else sorted({0, LEVELS - 1, *bends.tolist()})
        kept = [level for level in kept if SIGNS[feature] or level < 9]
        points = [f"{level}:{values[level]:g}" for level in kept]
        lines.append("\t".join([KINDS[kind], FEATURES[feature], *points]))
    return lines
