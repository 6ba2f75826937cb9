"""Whether a log-linear model has an answer at all: the extended estimate exists and fixes the unseen cell.

Fienberg and Rinaldo 2012; the linear programme is that of Chan, Silverman and Vincent 2021, section 3.
"""

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.loglinear import Terms, design_matrix, pairs_of
from sijill.count.newton import fit
from sijill.count.overlaps import margins_of

MOST_BY_PROGRAMME = 6
"""Lists of which all patterns go into the programme."""

_SMALLEST_SHARE = 1e-7


def has_answer(persons: FloatArray, terms: Terms) -> bool:
    """Return whether the extended maximum-likelihood estimate exists and determines the unseen persons.

    ``persons`` over all 2^J patterns. Interactions with an empty margin are taken out with their cells. Of many lists,
    whose models are of pairs alone, the fit itself says it (``sijill.count.newton``); the programme doubles with each list.
    """
    lists = len(persons).bit_length() - 1
    if lists > MOST_BY_PROGRAMME and all(term.bit_count() == 2 for term in terms):
        patterns = np.flatnonzero(persons)
        margins = margins_of(patterns, persons[patterns].astype(np.float64), lists)
        return bool(fit(margins, pairs_of(terms, lists), np.zeros((lists, lists))).sound)
    design = design_matrix(len(persons), terms)
    empty = design[1:].T @ persons[1:] == 0
    inside = ~(design[1:][:, empty] > 0).any(axis=1)
    kept = design[:, ~empty]
    return _is_identified(kept[1:][inside], kept[0]) and _exists(kept[1:][inside], persons[1:][inside])


def _is_identified(seen: FloatArray, unseen: FloatArray) -> bool:
    """The row of the unseen cell is a combination of the rows of the cells that can be seen."""
    rank = np.linalg.matrix_rank
    return int(rank(seen)) == int(rank(np.vstack([seen, unseen])))


def _exists(design: FloatArray, seen: FloatArray) -> bool:
    """There are expected cells, all positive, with the margins that were observed."""
    from scipy.optimize import linprog

    cells, columns = design.shape
    share = seen / seen.sum()
    # Unknowns: the expected cells, then the smallest of them, which is made as large as it can be.
    margins = np.hstack([design.T, np.zeros((columns, 1))])
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    goal = np.append(np.zeros(cells), -1.0)
    found = linprog(
        goal,
        A_ub=above,
        b_ub=np.zeros(cells),
        A_eq=margins,
        b_eq=design.T @ share,
        bounds=(0, 1),
        method="highs",
    )
    return found.fun is not None and float(found.fun) < -_SMALLEST_SHARE
