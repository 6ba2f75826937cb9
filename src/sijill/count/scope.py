"""Whom, where and when a total counts: what has to be declared, and populations that cannot be counted by overlaps.

Capture histories count a closed population: everybody who belongs to it could be on each list for the whole time. Whom "currently
detained" means changes between two lists: persons enter and leave, and overlaps measure that too.
"""

import dataclasses
from typing import Final

from sijill.count.histories import in_canonical_order
from sijill.count.posterior import Counted
from sijill.model.estimate import CaptureHistories, Fields, Provenance, Refusal, Remark, Scope
from sijill.text.fold import match_key
from sijill.words import LANGUAGES, say

CODES: Final = ("undeclared", "open_population")
"""Of refusals that hang on the scope alone, whatever the lists are."""
UNSAID: Final = Remark(code="undeclared")
"""The warning that nobody said whom, where and when a total counts."""

_ENDS: Final = ("-", "–", "—", "/", "/..", "...", "…")
"""Behind a first day: no last one is given."""
_MARKS: Final = {ord(mark): " " for mark in ".,;:!?()[]\"'،؛؟«»/-–—"}
_NOW: Final = frozenset(
    map(
        match_key,
        (
            *("now", "current", "currently", "still", "ongoing", "presently", "remaining"),
            *("at present", "to date", "until today", "until now", "up to now", "so far"),
            *("حاليا", "حالي", "الحاليون", "الحاليين", "الآن", "راهنا", "حتى اليوم", "حتى تاريخه"),
            *("مازال", "مازالت", "مازالوا", "لايزال", "لاتزال", "لايزالون"),
            *("ما زال", "ما زالت", "ما زالوا", "ما يزال", "ما يزالون", "لا يزال", "لا تزال", "لا يزالون"),
        ),
    )
)
_SINCE: Final = frozenset(map(match_key, ("since", "onward", "onwards", "منذ")))
_UNTIL: Final = frozenset(map(match_key, ("to", "until", "till", "إلى", "حتى", "لغاية", "ولغاية", "وحتى")))


def refused_for(
    scope: Scope, histories: CaptureHistories, provenance: Provenance, *, required: bool = False
) -> Refusal | None:
    """Return why these cannot be counted as ``scope``, or None; where it is ``required``, one without the most needful is refused."""
    tidy = in_canonical_order(histories)
    return _refusal(finding(scope, required=required), tidy.documented, tuple(sorted(tidy.lists)), provenance)


def declared(counted: Counted, scope: Scope) -> Counted:
    """Return ``counted`` with the warning that nobody said what it counts just where not all was said.

    A refusal without draws where the population is open.
    """
    result = counted.result
    refused = _refusal(finding(scope), result.documented, result.lists, result.provenance)
    if refused is not None:
        return Counted(result=refused)
    others = tuple(remark for remark in result.warnings if remark != UNSAID)
    warnings = others if scope.is_declared else (UNSAID, *others)
    return dataclasses.replace(counted, result=dataclasses.replace(result, warnings=warnings))


def _refusal(
    found: tuple[str, Fields] | None, documented: int, lists: tuple[str, ...], provenance: Provenance
) -> Refusal | None:
    if found is None:
        return None
    code, fields = found
    return Refusal(
        code=code, fields=fields, documented=documented, lists=lists, warnings=(), provenance=provenance
    )


def finding(scope: Scope, *, required: bool = False) -> tuple[str, Fields] | None:
    """Return code and fields of the refusal, or None."""
    said = next((each for each in (scope.population, scope.cause, scope.period) if _is_open(each)), "")
    if not said and scope.period.rstrip().endswith(_ENDS):
        said = scope.period
    if said:
        return "open_population", (("said", said),)
    missing = [part for part in ("population", "cause", "period") if not getattr(scope, part)]
    if required and missing:
        return "undeclared", (("options", " ".join(f"--{part}" for part in missing)),)
    return None


def _is_open(said: str) -> bool:
    """Return whether words say that it is meant as of now, or without a last day."""
    words = f" {' '.join(match_key(said).translate(_MARKS).split())} "
    now, since, until = (any(f" {word} " in words for word in some) for some in (_NOW, _SINCE, _UNTIL))
    # "since 2011 until 2013" has a last day.
    return now or (since and not until)


def with_cause(scope: Scope, kinds: tuple[str, ...]) -> Scope:
    """Return ``scope`` with one of ``kinds`` of events, in both languages, as what happened, where it does not say that."""
    told = [
        say("count.or", language).join(say(f"count.kind.{kind}", language) for kind in kinds)
        for language in LANGUAGES
    ]
    return dataclasses.replace(scope, cause=scope.cause or " / ".join(told).lower())
