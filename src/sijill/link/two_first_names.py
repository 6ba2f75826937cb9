"""How often one person bears two first names: known where brothers are, not learned.

Brothers share nearly all that one person's records share, so that learning without labels takes some for persons of two
first names: how many is chance, by which runs of the same lists differ threefold. The more brothers there are to be mistaken, the
less is what was learned trusted, and the more what is known of such lists (decisions 41, 60, 61 and 67).
"""

from typing import Final

import numpy as np

from sijill.link.classes import KIN, MATCH, expected
from sijill.link.columns import FIRST
from sijill.link.part_levels import DIFFERENT
from sijill.link.weigh import Weights

_EXPECTED: Final = expected()[MATCH, :, FIRST, DIFFERENT]
"""What is known of it before anything is learned, in one script and across two."""
_UNHEARD: Final = 0.25
"""Share of kin among kin and matches from which on what was learned says nothing: in families it is .44 to .48, and .28 and .29
at ten million records, whose blocks meet fewer brothers."""
_SEEN: Final = 0.2
"""Of the pairs of two first names one in five is seen to be one person where all that could be mistaken for one are kin: the
others have too little else that tells them from brothers."""
_NAMED_APART: Final = 0.25
"""Share of the pairs between two clusters that may have two first names, were all that could be mistaken for one person
kin: of half of them, half. Fewer mends fewer twins, more loses persons of whom one record's name is damaged."""


def with_two_first_names(weights: Weights) -> Weights:
    """Return ``weights`` as learned, under which two first names are as rare within a person as is known where brothers are."""
    learned = weights.log_levels[MATCH, :, FIRST, DIFFERENT]
    of_kin = _share_of_kin(weights)
    trusted = max(1.0 - (of_kin / _UNHEARD) ** 2, 0.0)
    known = np.log(_EXPECTED) + of_kin * np.log(_SEEN)
    log_levels = weights.log_levels.copy()
    log_levels[MATCH, :, FIRST, DIFFERENT] = trusted * learned + (1.0 - trusted) * known
    return weights._replace(log_levels=log_levels)


def most_named_apart(weights: Weights) -> float:
    """Return the share of the pairs between two clusters that may have two first names and speak against a merge.

    The more kin there are, the fewer, since brothers, twins above all, agree in all else; without kin, all of them.
    """
    return min(_NAMED_APART / max(_share_of_kin(weights), _NAMED_APART), 1.0)


def _share_of_kin(weights: Weights) -> float:
    """Return how many kin there are among kin and matches: how easily brothers are mistaken for one person."""
    match, kin = np.exp(weights.log_prior[[MATCH, KIN]])
    return float(kin / (match + kin))
