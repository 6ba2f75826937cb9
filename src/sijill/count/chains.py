"""Whether several chains of random draws tell the same, and how much their draws are worth.

Vehtari, Gelman, Simpson, Carpenter, Buerkner 2021: chains are split in two, draws replaced by normal scores of
their ranks, so that heavy tails do no harm; variances between and within chains give R-hat (1: the same), and the
autocorrelations, summed as Geyer (1992) says, the number of independent draws that would tell as much. The standard error
of a quantile is that of its share among so many draws.
"""

from dataclasses import dataclass

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.pooling import LEVEL, Range

SHARES = ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """What draws of several chains are worth."""

    range: Range
    mean: float
    """Which some print instead of the median; it moves with the longest draws."""
    errors: tuple[float, float, float]
    """Relative standard errors of lower, median and upper from the draws alone."""
    r_hat: float
    """The larger of those of ranks and of distances from the median."""
    effective: float
    """Independent draws, the fewest of those for the ranks and for either end."""


def converge(draws: FloatArray) -> Convergence:
    """Return what ``draws`` [chains, draws], positive, tell and how well; at least four draws a chain."""
    halves = _split(draws)
    ordered = np.sort(draws, axis=None)
    ends = [float(np.quantile(ordered, share)) for share in SHARES]
    folded = np.abs(halves - np.median(halves))
    worth = [effective_draws((halves <= end).astype(float)) for end in ends]
    return Convergence(
        range=Range(lower=ends[0], median=ends[1], upper=ends[2]),
        mean=float(draws.mean()),
        errors=_errors(ordered, worth),
        r_hat=max(r_hat(normal_scores(halves)), r_hat(normal_scores(folded))),
        effective=min(effective_draws(normal_scores(halves)), worth[0], worth[2]),
    )


def normal_scores(draws: FloatArray) -> FloatArray:
    """Return normal quantiles of the ranks of all draws together; equal draws share their mean rank."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    scores: FloatArray = ndtri(
        (rankdata(draws, axis=None).reshape(draws.shape) - 0.375) / (draws.size + 0.25)
    )
    return scores


def r_hat(chains: FloatArray) -> float:
    """Return how much wider all ``chains`` together are than each of them; 1 where none varies."""
    within, whole = _variances(chains)
    return float(np.sqrt(whole / within)) if within > 0 else (1.0 if whole == 0 else np.inf)


def effective_draws(chains: FloatArray) -> float:
    """Return how many independent draws ``chains`` [chains, draws] are worth."""
    number, length = chains.shape
    within, whole = _variances(chains)
    if whole == 0:
        return float(chains.size)
    away = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(away, n=2 * length, axis=1)
    covariance = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :length].mean(axis=0) / length
    correlation = 1 - (within - covariance * length / (length - 1)) / whole
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    ended = np.flatnonzero(pairs <= 0)
    pairs = np.minimum.accumulate(pairs[: ended[0]] if len(ended) else pairs)
    most_gain = np.log10(number * length)
    return float(number * length / max(2 * pairs.sum() - 1, 1 / most_gain))


def _split(draws: FloatArray) -> FloatArray:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _variances(chains: FloatArray) -> tuple[float, float]:
    """Return the variance within chains, and that of all together as chains would have it at the end."""
    length = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = float(chains.mean(axis=1).var(ddof=1))
    return within, within * (length - 1) / length + between


def _errors(ordered: FloatArray, worth: list[float]) -> tuple[float, float, float]:
    lower, median, upper = (_error(ordered, *each) for each in zip(SHARES, worth, strict=True))
    return lower, median, upper


def _error(ordered: FloatArray, share: float, effective: float) -> float:
    from scipy.special import betaincinv

    low, high = betaincinv(effective * share + 1, effective * (1 - share) + 1, [0.1587, 0.8413])
    ends = np.quantile(ordered, [low, high])
    return float(np.log(ends[1] / ends[0]) / 2)
