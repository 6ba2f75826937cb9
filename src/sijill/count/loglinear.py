"""Poisson log-linear models of capture histories, many at once: the field's classical answer.

A model is a hierarchical set of interactions, each a bit mask over the lists (0b011: the first two
depend on each other). Fitted by iteratively reweighted least squares on the cells that can be seen;
the persons on no list are the exponential of the intercept (Bishop, Fienberg, Holland 1975, ch. 6).
An interaction whose margin is empty goes to minus infinity: it takes its cells out of the fit (the
extended maximum-likelihood estimate, Chan, Silverman, Vincent 2021). A single model's interval is too
short wherever another model fits as well; these answers stand beside the average as comparisons.
"""

from dataclasses import dataclass
from itertools import chain, combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.count.cells import Floats
from sijill.count.histories import FloatArray
from sijill.count.newton import fit
from sijill.count.overlaps import MOST_TIED, margins_of

Terms: TypeAlias = tuple[int, ...]
"""Interactions of one model as bit masks, ascending; main effects are always in."""

_STEPS = 60
_LARGEST_EXPONENT = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoglinearFit:
    """One fitted model."""

    terms: Terms
    """Its interactions."""

    estimate: float
    """Persons in all, documented and not, at maximum likelihood."""

    standard_error: float
    """Of the logarithm of the undocumented persons."""

    bic: float
    """Bayesian information criterion with the documented persons as the sample size; low is good."""

    def interval(self, documented: float) -> tuple[float, float]:
        """Return the log-normal 95 % interval of this model alone."""
        undocumented = self.estimate - documented
        factor = float(np.exp(min(1.959964 * self.standard_error, 600.0)))
        return documented + undocumented / factor, documented + undocumented * factor


def fit_models(persons: FloatArray, models: list[Terms]) -> list[LoglinearFit]:
    """Return the fits of ``models``, in their order, to ``persons`` over all 2^J patterns (entry 0 unused)."""
    terms = sorted(set(chain.from_iterable(models)))
    design = design_matrix(len(persons), tuple(terms))
    seen = persons[1:]
    lists = design.shape[1] - 1 - len(terms)
    chosen = np.ones((len(models), design.shape[1]), dtype=bool)
    chosen[:, 1 + lists :] = [[term in model for term in terms] for model in models]
    empty = design[1:].T @ seen == 0
    inside = ~((chosen & empty) @ design[1:].T.astype(bool))
    free = chosen & ~empty
    slopes, means, information = _reweight(design[1:], seen, free=free, inside=inside)
    log_likelihood = np.where(inside & (seen > 0), seen * np.log(np.maximum(means, 1e-300)), 0.0).sum(
        axis=1
    ) - (means * inside).sum(axis=1)
    constant = _log_factorials(seen)
    variance = np.linalg.inv(information)[:, 0, 0]
    size = chosen.sum(axis=1) * np.log(seen.sum())
    return [
        LoglinearFit(
            terms=model,
            estimate=float(seen.sum() + np.exp(min(slopes[k, 0], 700.0))),
            standard_error=float(np.sqrt(max(variance[k], 0.0))),
            bic=float(-2 * (log_likelihood[k] - constant) + size[k]),
        )
        for k, model in enumerate(models)
    ]


def design_matrix(cells: int, terms: Terms) -> FloatArray:
    """Return cells x (1 + lists + terms): intercept, main effects, then the interactions in order."""
    patterns = np.arange(cells)
    masks = [0, *(1 << j for j in range(cells.bit_length() - 1)), *terms]
    return np.column_stack([(patterns & mask) == mask for mask in masks]).astype(float)


def candidate_models(persons: FloatArray) -> list[LoglinearFit]:
    """Return the fits of the models that are looked at, best BIC first, ties by terms.

    Up to four lists every hierarchical model without the highest interaction; five lists every set of
    pairs; from six on those that a stepwise search by BIC from independence meets.
    """
    lists = len(persons).bit_length() - 1
    if lists <= 5:
        fits = fit_models(persons, _hierarchical(lists, highest=3 if lists == 4 else 2))
    else:
        fits = _stepwise(persons, _masks(lists, 2))
    return sorted(fits, key=lambda fit: (round(fit.bic, 6), fit.terms))


def _masks(lists: int, size: int) -> Terms:
    return tuple(sorted(sum(1 << j for j in some) for some in combinations(range(lists), size)))


def _hierarchical(lists: int, *, highest: int) -> list[Terms]:
    models = [some for size in range(lists * lists) for some in combinations(_masks(lists, 2), size)]
    for size in range(3, highest + 1):
        models = [
            (*model, *more)
            for model in models
            for more in _subsets([mask for mask in _masks(lists, size) if _allowed(mask, model)])
        ]
    return models


def _subsets(masks: list[int]) -> list[Terms]:
    return [some for size in range(len(masks) + 1) for some in combinations(masks, size)]


def _allowed(mask: int, model: Terms) -> bool:
    """Whether every interaction one smaller inside ``mask`` is in the model."""
    bits = [1 << j for j in range(mask.bit_length()) if mask >> j & 1]
    return all(mask ^ bit in model for bit in bits)


def _stepwise(persons: FloatArray, pairs: Terms) -> list[LoglinearFit]:
    """Return the models of pairs met on the way from independence to where no pair more or less is better."""
    lists, patterns = len(persons).bit_length() - 1, np.flatnonzero(persons)
    margins = margins_of(patterns, persons[patterns].astype(np.float64), lists)
    constant = _log_factorials(persons[patterns]) - margins.persons * (np.log(margins.persons) - 1)
    slopes: Floats = np.zeros((lists, lists))

    def fitted(terms: Terms) -> tuple[LoglinearFit, Floats]:
        found = fit(margins, pairs_of(terms, lists), slopes)
        size = (1 + lists + len(terms)) * np.log(margins.persons)
        fitting = LoglinearFit(
            terms=terms,
            estimate=float(margins.persons * (1 + found.odds)),
            standard_error=found.spread,
            bic=float(-2 * (found.log_likelihood - constant) + size),
        )
        return fitting, found.slopes

    independent: Terms = ()
    met = {independent: fitted(independent)}
    best, slopes = met[independent]
    while True:
        steps = [tuple(sorted(set(best.terms) ^ {pair})) for pair in pairs]
        steps = [terms for terms in steps if _tied(terms) <= MOST_TIED]
        met.update((terms, fitted(terms)) for terms in steps if terms not in met)
        leader = min((met[terms][0] for terms in steps), key=lambda each: (round(each.bic, 6), each.terms))
        if leader.bic > best.bic - 1e-6:
            return [each for each, _ in met.values()]
        best, slopes = met[leader.terms]


def _tied(terms: Terms) -> int:
    tied = 0
    for term in terms:
        tied |= term
    return tied.bit_count()


def pairs_of(terms: Terms, lists: int) -> NDArray[np.bool_]:
    """Return [lists, lists] which pairs depend in a model whose ``terms`` are pairs."""
    model = np.zeros((lists, lists), np.bool_)
    for term in terms:
        j, k = (place for place in range(lists) if term >> place & 1)
        model[j, k] = model[k, j] = True
    return model


def _reweight(
    design: FloatArray, seen: FloatArray, *, free: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return slopes, expected cells and information of every model after reweighted least squares."""
    cells, columns = design.shape
    products = (design[:, :, None] * design[:, None, :]).reshape(cells, columns * columns)
    both = free[:, :, None] & free[:, None, :]
    fixed = np.eye(columns)[None] * (~free)[:, :, None]
    # A trace of ridge keeps a model without a finite estimate from stopping the others of its batch.
    ridge = 1e-9 * np.eye(columns)

    def information(means: FloatArray) -> FloatArray:
        return ((means * inside) @ products).reshape(-1, columns, columns) * both + fixed + ridge

    means = np.broadcast_to(seen + 0.5, inside.shape)
    slopes: FloatArray = np.zeros(free.shape)
    for _ in range(_STEPS):
        working = np.log(means) + (seen - means) / means
        right = ((means * inside * working) @ design) * free
        slopes = np.linalg.solve(information(means), right[:, :, None])[:, :, 0]
        exponents = np.clip(slopes @ design.T, -_LARGEST_EXPONENT, _LARGEST_EXPONENT)
        if np.allclose(np.exp(exponents), means, rtol=1e-10, atol=1e-10):
            break
        means = np.exp(exponents)
    return slopes, means, information(means)


def _log_factorials(seen: FloatArray) -> float:
    from math import lgamma

    return sum(lgamma(count + 1) for count in seen.tolist())
