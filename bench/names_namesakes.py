"""How often another family's name is forgiven to namesakes: one given, father's and grandfather's name, two families.

By the parameters that are shipped, over all such pairs of one list, in either script and across; each pair is two persons.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from bench.names_sets import SETS, Pair, known_pairs
from sijill.names.scoring import POSSIBLE_MATCH, Names
from sijill.names.vocabulary import spelled_name
from sijill.text import fold_seats

_PARTS = 4


def namesakes() -> Iterator[str]:
    """Yield how many such pairs there are, and how many of them are possible matches, by scripts."""
    groups: defaultdict[tuple[str, ...], list[tuple[Pair, str]]] = defaultdict(list)
    for pair in known_pairs(next(names for names in SETS if names.title == "gaza")):
        parts = [fold_seats(part) for part in spelled_name(pair[0])]
        if len(parts) == _PARTS:
            groups[tuple(parts[:-1])].append((pair, parts[-1]))
    pairs = [
        (one, other)
        for group in groups.values()
        for (one, family), (other, another) in itertools.combinations(group, 2)
        if family != another
    ]
    yield f"{len(pairs)} pairs of one given, father's and grandfather's name and two families"
    places = np.arange(len(pairs))
    for scripts, here, there in (("Arabic", 0, 0), ("Arabic with Latin", 0, 1), ("Latin", 1, 1)):
        left, right = Names([one[here] for one, _ in pairs]), Names([other[there] for _, other in pairs])
        possible = left.scores(places, right, places) >= POSSIBLE_MATCH
        persons = {
            name for pair, is_possible in zip(pairs, possible, strict=True) if is_possible for name in pair
        }
        yield f"{scripts}: {int(possible.sum())} possible matches, of {len(persons)} names"
