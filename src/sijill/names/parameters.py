"""The learned parameters of the comparison, and the files that hold them.

``learned/`` has one small table a file, made by ``train``: emissions of letters, trigrams of letters, shares of
the commonest parts, damage rules, and the shapes of the score. ``common.tsv`` is written by hand.
"""

import dataclasses
import functools
import itertools
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_CODES, CONTEXTS, LATIN_CODES, ROWS
from sijill.names.common import short_forms, usual_spellings
from sijill.names.damage import Rule, damage_of
from sijill.names.familiar import familiar_words
from sijill.names.features import FEATURES, LEVELS
from sijill.names.handed import Plain, plain
from sijill.names.model import DIRECTIONS, Model
from sijill.names.readings import Lore
from sijill.names.usual import usual_table
from sijill.names.version import version_with

KINDS: Final = ("across", "arabic", "latin", "organisations")
"""The kinds of pairs that have shapes of their own; the last for organisations in any script."""
NOISE: Final = 0.001
"""Share of anything at all in each emission, so that one typing error is not infinitely bad."""
SHARES: Final = 100_000
"""Probabilities are written in these parts."""
LETTER_LENGTHS: Final = (0.15, 0.6, 0.2, 0.05)
"""Noise: how often 0, 1, 2, 3 letters."""
EDGE: Final = 49
"""Codes of letters + 1, and 0 for the edge."""
UNSEEN: Final = 1e-6
"""Share of a common spelling of which the training has fewer than twenty bearers."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What the comparison knows."""

    version: str
    """Changes whenever a score can change, see ``sijill.names.version``; part of the provenance of what is computed with names."""
    model: Model
    organisations: Model
    """The same with the shapes of organisations' names for all kinds of pairs."""
    lexicon: Mapping[str, int]
    """Row of each common spelling in ``model.lexicon``."""
    lore: Plain
    """What parts are read by, and what extraction damages: a ``Lore`` as ``plain`` leaves it."""


Trigrams = Mapping[tuple[int, ...], Mapping[int, int]]
"""How often a letter follows none, one or two letters: codes + 1, 0 for the edge."""


@functools.cache
def load_parameters() -> Parameters:
    """Return the parameters that are shipped with this package."""
    return read_parameters(resources.files("sijill.names").joinpath("learned"))


def read_parameters(folder: Traversable) -> Parameters:
    """Return the parameters in ``folder``, as ``train`` writes them."""
    learned = tomllib.loads(folder.joinpath("provenance.toml").read_text(encoding="utf-8"))["version"]
    shares: dict[str, dict[int, dict[str, int]]] = {direction: {} for direction in DIRECTIONS}
    for direction, letter, context, *units in _rows(folder.joinpath("letters.tsv")):
        codes = ARABIC_CODES if direction.startswith("arabic") else LATIN_CODES
        row = codes[letter] * CONTEXTS + int(context)
        pairs = (unit.rpartition(":") for unit in units)
        shares[direction][row] = {unit: int(share) for unit, _, share in pairs}
    trigrams: list[dict[tuple[int, ...], dict[int, int]]] = [{}, {}]
    for script, before, *behind in _rows(folder.joinpath("trigrams.tsv")):
        codes = {
            "^": 0,
            **{
                letter: code + 1
                for letter, code in (ARABIC_CODES if script == "arabic" else LATIN_CODES).items()
            },
        }
        counts = {codes[item[0]]: int(item[2:]) for item in behind}
        trigrams[script == "latin"][tuple(codes[letter] for letter in before)] = counts
    borne = {part: int(share) * 1e-6 for part, share in _rows(folder.joinpath("frequencies.tsv"))}
    shapes = np.zeros((len(KINDS), len(FEATURES), LEVELS), dtype=np.float32)
    for kind, feature, *points in _rows(folder.joinpath("shapes.tsv")):
        values = [point.split(":") for point in points]
        shapes[KINDS.index(kind), FEATURES.index(feature)] = np.interp(
            np.arange(LEVELS), [int(level) for level, _ in values], [float(value) for _, value in values]
        )
    return parameters_from(
        version_with(learned), shares, trigrams, borne, rules=read_rules(folder), shapes=shapes
    )


@functools.cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the damage of extraction that is shipped, without the other parameters, which take longer to read."""
    return read_rules(resources.files("sijill.names").joinpath("learned"))


def read_rules(folder: Traversable) -> tuple[Rule, ...]:
    """Return the damage of extraction in ``folder``."""
    return tuple(
        Rule(read, meant, where == "end", int(share) * 1e-3)
        for read, meant, where, share in _rows(folder.joinpath("damage.tsv"))
    )


def _rows(file: Traversable) -> Iterable[list[str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def parameters_from(
    version: str,
    shares: Mapping[str, Mapping[int, Mapping[str, int]]],
    trigrams: Sequence[Trigrams],
    borne: Mapping[str, float],
    *,
    rules: tuple[Rule, ...],
    shapes: NDArray[np.float32],
) -> Parameters:
    """Return the arrays of what the files say; ``shares`` by direction, row and unit, ``borne`` by spelling."""
    arabic = _units(shares[direction] for direction in DIRECTIONS if direction.endswith("arabic"))
    latin = _units(shares[direction] for direction in DIRECTIONS if direction.endswith("latin"))
    frequencies = [_letter_shares(trigrams[script]) for script in range(2)]
    tables = np.zeros((len(DIRECTIONS), ROWS, max(len(arabic), len(latin))), dtype=np.float32)
    for place, direction in enumerate(DIRECTIONS):
        to_latin = direction.endswith("latin")
        tables[place] = _table(
            shares[direction], latin if to_latin else arabic, frequencies[to_latin], tables.shape[2]
        )
    numbers, usual = usual_table(usual_spellings(), short_forms())
    model = Model(
        tables=tables,
        units=np.stack([_unit_table(arabic, ARABIC_CODES), _unit_table(latin, LATIN_CODES)]),
        trigrams=np.stack(
            [smoothed(trigrams[0], len(ARABIC_CODES)), smoothed(trigrams[1], len(LATIN_CODES))]
        ),
        frequencies=np.array([borne.get(spelling, UNSEEN) for spelling in numbers], dtype=np.float32),
        lexicon=usual,
        shapes=shapes,
    )
    of_organisations = model._replace(shapes=np.stack([shapes[-1]] * len(KINDS)))
    return Parameters(
        version=version,
        model=model,
        organisations=of_organisations,
        lexicon=numbers,
        lore=plain(Lore(familiar_words(numbers), damage_of(rules))),
    )


def _units(directions: Iterable[Mapping[int, Mapping[str, int]]]) -> tuple[str, ...]:
    """Return all units, the empty one first, then the commonest, so that what is looked up lies close together."""
    total: Counter[str] = Counter()
    for rows in directions:
        for shares in rows.values():
            total.update(shares)
    total.pop("", None)
    return ("", *sorted(total, key=lambda unit: (-total[unit], unit)))


def _letter_shares(trigrams: Trigrams) -> NDArray[np.float64]:
    """Return how common each letter code is."""
    counts = np.full(EDGE, 1.0)
    for code, count in trigrams[()].items():
        counts[code] += count
    return np.asarray(counts[1:] / counts[1:].sum())


def _table(
    rows: Mapping[int, Mapping[str, int]], units: tuple[str, ...], letters: NDArray[np.float64], width: int
) -> NDArray[np.float32]:
    """Return [rows, width] emissions, a little noise in each."""
    place = {unit: number for number, unit in enumerate(units)}
    codes = LATIN_CODES if units[1][0] in LATIN_CODES else ARABIC_CODES
    noise = np.zeros(width)
    for unit, number in place.items():
        noise[number] = LETTER_LENGTHS[len(unit)] * np.prod([letters[codes[letter]] for letter in unit])
    table = np.tile(noise, (ROWS, 1)) * NOISE
    for row, shares in rows.items():
        for unit, share in shares.items():
            table[row, place[unit]] += (1 - NOISE) * share / SHARES
    return table.astype(np.float32)


def _unit_table(units: tuple[str, ...], codes: Mapping[str, int]) -> NDArray[np.int16]:
    table = np.full((EDGE, EDGE, EDGE), -1, dtype=np.int16)
    for number, unit in enumerate(units):
        place = [codes[letter] + 1 for letter in unit]
        table[tuple([0] * (3 - len(place)) + place)] = number
    return table


def smoothed(met: Trigrams, letters: int) -> NDArray[np.float32]:
    """Return ln P(letter | two before), float32 [49, 49, 49], Witten-Bell smoothed.

    Witten and Bell (1991), "The zero-frequency problem": the weight of what is not seen is the number of types.
    """
    flat = np.full(EDGE, 1e-9)
    flat[: letters + 1] = 1 / (letters + 1)
    none = _mixed(met.get(()), flat)
    one = [_mixed(met.get((before,)), none) for before in range(EDGE)]
    table = np.empty((EDGE, EDGE, EDGE), dtype=np.float32)
    for first, second in itertools.product(range(EDGE), repeat=2):
        table[first, second] = np.log(_mixed(met.get((first, second)), one[second]))
    return table


def _mixed(met: "Mapping[int, int] | None", below: NDArray[np.float64]) -> NDArray[np.float64]:
    if not met:
        return below
    counts = np.zeros(EDGE)
    counts[list(met)] = list(met.values())
    return np.asarray((counts + len(met) * below) / (counts.sum() + len(met)))
