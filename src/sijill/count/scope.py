"""Whom, where and when a total counts: what has to be declared, and populations that cannot be counted by overlaps.

Capture histories count a closed population: everybody who belongs to it could be on each list for the whole time. Whom "currently
detained" means changes between two lists: persons enter and leave, and overlaps measure that too.
"""

import dataclasses
from typing import Final

from sijill.count.histories import in_canonical_order
from sijill.count.posterior import Counted
from sijill.model.estimate import CaptureHistories, Fields, Provenance, Refusal, Scope
from sijill.text.fold import match_key
from sijill.words import LANGUAGES, say

CODES: Final = ("undeclared", "open_population")
"""Of refusals that hang on the scope alone, whatever the lists are."""

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
    found = finding(scope, required=required)
    if found is None:
        return None
    tidy = in_canonical_order(histories)
    return Refusal(
        code=found[0],
        fields=found[1],
        documented=tidy.documented,
        lists=tuple(sorted(tidy.lists)),
        warnings=(),
        provenance=provenance,
    )


def declared(counted: Counted, scope: Scope) -> Counted:
    """Return ``counted`` without the warning that nobody said what it counts, if all was said; a refusal for an open population."""
    result, found = counted.result, finding(scope)
    if found is not None:
        refused = Refusal(
            code=found[0],
            fields=found[1],
            documented=result.documented,
            lists=result.lists,
            warnings=(),
            provenance=result.provenance,
        )
        return Counted(result=refused)
    if not scope.is_declared:
        return counted
    kept = tuple(remark for remark in result.warnings if remark.code != "undeclared")
    return dataclasses.replace(counted, result=dataclasses.replace(result, warnings=kept))


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
