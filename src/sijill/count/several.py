"""Records that name more than one person: each is counted as one, which is said of every total it is in.

A register knows the names of its records. A table of counts has none: there it is said as something assumed.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sijill.count.posterior import Counted
from sijill.model.estimate import Estimate, Remark
from sijill.names.many_several import several_in

SEVERAL: Final = Remark(code="several")
ONE_EACH: Final = Remark(code="one_each")
"""The assumption of a table of counts."""


def of_several(mentions: Any) -> frozenset[str]:  # Any: a pyarrow table
    """Return those of the table ``mentions`` whose name, as written, says more than one person."""
    ids = mentions["mention"].combine_chunks()
    return frozenset(ids[place].as_py() for place in several_in(mentions["name"].combine_chunks()))


def with_several(counted: Counted, *, some: bool) -> Counted:
    """Return ``counted`` with the warning that some records in it are of several persons, or without it.

    How many is not said: sentences are published, and of few it would be a small cell.
    """
    others = tuple(remark for remark in counted.result.warnings if remark != SEVERAL)
    warnings = (*others, SEVERAL) if some else others
    return dataclasses.replace(counted, result=dataclasses.replace(counted.result, warnings=warnings))


def any_of(mentions: Iterable[Mapping[str, Any]], several: frozenset[str]) -> bool:  # Any: a table's rows
    """Return whether one of ``mentions`` is of ``several`` persons."""
    return any(each["mention"] in several for each in mentions)


def with_names_unknown(counted: Counted) -> Counted:
    """Return an answer to a table of counts, with what is assumed of its records."""
    result = counted.result
    if not isinstance(result, Estimate) or ONE_EACH in result.assumptions:
        return counted
    assumed = (*result.assumptions, ONE_EACH)
    return dataclasses.replace(counted, result=dataclasses.replace(result, assumptions=assumed))
