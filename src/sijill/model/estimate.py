"""Capture histories, and what they say of the total: an estimate with its interval, or a refusal."""

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

Fields: TypeAlias = tuple[tuple[str, str | int | float], ...]
"""Names and values: what fills a sentence of ``words/count.toml``, or the parameters of a method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureHistories:
    """How many persons stand on exactly which of several lists; nobody is on no list."""

    lists: tuple[str, ...]
    """Names of the lists, in the order of the columns."""

    patterns: tuple[int, ...]
    """One number a cell, ascending: bit j is set when its persons are on ``lists[j]``. Never 0."""

    counts: tuple[int, ...]
    """Persons with exactly that pattern; as many as ``patterns``."""

    source_sha256: str | None = None
    """SHA-256 of the file they were read from; None when they were made from a register's tables."""

    def __post_init__(self) -> None:
        """Raise ValueError unless patterns ascend within 1 .. 2^lists - 1 and every one has its count."""
        ascending = all(a < b for a, b in pairwise((0, *self.patterns, 1 << len(self.lists))))
        if not ascending or len(self.counts) != len(self.patterns) or min(self.counts, default=0) < 0:
            raise ValueError(self.patterns, self.counts)

    @property
    def documented(self) -> int:
        """Persons on at least one list: the floor under every estimate."""
        return sum(self.counts)

    @property
    def sha256(self) -> str:
        """The same for equal histories, whatever the order of rows and columns was."""
        order = sorted(range(len(self.lists)), key=self.lists.__getitem__)
        rows = sorted(
            ",".join(str(pattern >> j & 1) for j in order) + f",{count}"
            for pattern, count in zip(self.patterns, self.counts, strict=True)
            if count
        )
        text = "\n".join(["\t".join(self.lists[j] for j in order), *rows])
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom, where and when histories count; an empty part was not declared."""

    population: str = ""
    """For example *civilians*."""

    cause: str = ""
    """What happened to them, for example *killed in shelling*."""

    place: str = ""
    period: str = ""
    """First and last day, as the user wrote them."""

    @property
    def is_declared(self) -> bool:
        """Whether every part was declared."""
        return all((self.population, self.cause, self.place, self.period))


UNDECLARED: Final = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A warning or an assumption: a key of ``words/count.toml`` and what fills its sentence."""

    code: str
    """For example ``three_lists``; the sentence is ``count.warning.three_lists``."""

    fields: Fields = ()
    """What the sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One model with its own answer: a part of the average, or a comparison beside it."""

    name: str
    """For example ``classes_2``, or the terms of a log-linear model, ``[A B][C]``."""

    weight: float | None
    """Share in the average; None for a comparison, which has no share."""

    estimate: int
    """The model's own median (of a log-linear model its maximum-likelihood figure)."""

    interval: tuple[int, int]
    """At 95 %, by this model alone: too short whenever other models fit as well."""

    bic: float | None = None
    """Bayesian information criterion of a log-linear model, on the persons documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share that was measured, with the 95 % interval of the measurement: recall or precision of a linkage's pairs."""

    value: float
    """Above 0, at most 1."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Raise ValueError unless 0 < low <= value <= high <= 1."""
        if not 0 < self.low <= self.value <= self.high <= 1:
            raise ValueError(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageError:
    """What is known of the error of the linkage behind histories; what is not known is left out."""

    clusterings: tuple[CaptureHistories, ...] = ()
    """The histories under other clusterings of the same records, each as likely as the others."""

    recall: Rate | None = None
    """Of the pairs of records that are one person, those in one cluster."""

    precision: Rate | None = None
    """Of the pairs of records in one cluster, those that are one person."""

    imputed: bool = False
    """Whether the clusterings differ in where persons of unknown stratum were put, whatever else they differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedLinkage:
    """How the error of the linkage went into an estimate."""

    error: LinkageError
    """What was known of it."""

    tables: int
    """Tables of histories that were averaged over."""

    share: float
    """Of the variance of the total's logarithm, what these tables make among each other."""

    documented: tuple[int, int]
    """Fewest and most persons that they hold on at least one list."""

    ignored: tuple[int, int, int]
    """Lower end, estimate and upper end as if the linkage had no error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """From what and how a result was computed; equal provenance means an equal result."""

    histories_sha256: str
    """Of the histories in a fixed order (``CaptureHistories.sha256``)."""

    input_sha256: str | None
    """Of the file; None inside a register."""

    method: str
    """Name of the method."""

    version: str
    """Version of Sijill."""

    parameters: Fields
    """Every number that shapes the result."""

    seed: int
    """Of the random draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A total with its interval and what both rest on.

    ``interval[0]`` is never below ``documented``, unless the linkage's error is carried: then the floor moves as well.
    """

    estimate: int
    """Median of the average, in persons: documented and undocumented together."""

    interval: tuple[int, int]
    """Holds 95 % of the average, with as much of it below as above."""

    documented: int
    """Persons on at least one list."""

    lists: tuple[str, ...]
    """Lists that hold anybody."""

    models: tuple[Member, ...]
    """Members of the average by weight, then comparisons."""

    warnings: tuple[Remark, ...]
    """What the reader has to know beside the figure."""

    assumptions: tuple[Remark, ...]
    """What has to be true for the interval to hold."""

    monte_carlo_error: tuple[float, float, float]
    """Relative standard errors of lower end, estimate and upper end from the random draws alone."""

    other_prior: tuple[int, int, int]
    """Lower end, estimate and upper end under priors that let chances differ more; without the linkage's error,
    and with persons of unknown stratum placed once."""

    linkage: CarriedLinkage | None
    """None when records are taken to be linked without error."""

    provenance: Provenance
    """From what and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No total: these lists cannot bear one, for a stated reason. The floor stands."""

    code: str
    """Key under ``count.refusal`` of the words: the reason, and with ``_help`` what would help."""

    fields: Fields
    """What the sentences name."""

    documented: int
    """Persons on at least one list."""

    lists: tuple[str, ...]
    """Lists that hold anybody."""

    warnings: tuple[Remark, ...]
    """What the reader has to know beside the refusal."""

    provenance: Provenance
    """From what and how."""
