"""Records of a register that name more than one person: each is counted as one, which is said of every total it is in."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sijill.count.posterior import Counted
from sijill.model.estimate import Remark
from sijill.names.many_several import several_in
from sijill.store import tables
from sijill.store.layout import Register

SEVERAL: Final = Remark(code="several")


def of_several(register: Register) -> frozenset[str]:
    """Return the mentions whose name, as written, says more than one person."""
    mentions = tables.read(register, "mentions")
    ids = mentions["mention"].combine_chunks()
    return frozenset(ids[place].as_py() for place in several_in(mentions["name"].combine_chunks()))


def with_several(
    counted: Counted, mentions: Iterable[Mapping[str, Any]], several: frozenset[str]
) -> Counted:  # Any: a table's rows
    """Return ``counted`` with the warning that some of its ``mentions`` are of ``several`` persons, or without it.

    How many is not said: sentences are published, and of few it would be a small cell.
    """
    others = tuple(remark for remark in counted.result.warnings if remark != SEVERAL)
    warnings = (*others, SEVERAL) if any(each["mention"] in several for each in mentions) else others
    return dataclasses.replace(counted, result=dataclasses.replace(counted.result, warnings=warnings))
