"""Counting, and the claims set beside the new totals: else a ledger would go on showing the old ones."""

import dataclasses
from typing import TYPE_CHECKING

from sijill.model.estimate import UNDECLARED, Scope
from sijill.model.log import Act
from sijill.store import catalogue
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.count.in_register import Keeper
    from sijill.model.estimate import Estimate, Refusal


def count_and_compare(
    register: Register,
    *,
    seed: int | None = None,
    believed: int | None = None,
    scope: Scope = UNDECLARED,
    linkage: bool = True,
    keeper: "Keeper | None" = None,
) -> "dict[str, Estimate | Refusal]":
    """Estimate every total of the register as ``scope``; claims that were read before are compared with them anew.

    Unless ``linkage`` is false, the totals carry what the register knows of its linkage's error. ``keeper`` holds
    totals elsewhere, or has the draws behind each.
    """
    from sijill.claim.in_register import read_claims

    results = count_linked(
        register, seed=seed, believed=believed, scope=scope, linkage=linkage, keeper=keeper
    )
    with catalogue.opened(register) as connection:
        read_before = bool(catalogue.entries(connection, Act.CLAIMS))
    if read_before:
        read_claims(register)
    return results


def count_linked(
    register: Register,
    *,
    seed: int | None,
    believed: int | None,
    scope: Scope,
    linkage: bool,
    keeper: "Keeper | None" = None,
) -> "dict[str, Estimate | Refusal]":
    """Estimate every total of the register, with or without its linkage's error."""
    from sijill.count import DEFAULT_SEED
    from sijill.count.in_register import count_register
    from sijill.flow.linkage_error import linkage_of

    seed = DEFAULT_SEED if seed is None else seed
    known = linkage_of(register, seed=seed) if linkage else None
    return count_register(register, seed=seed, believed=believed, scope=scope, linkage=known, keeper=keeper)


def remembered(register: Register, scope: Scope) -> Scope:
    """Return ``scope`` with the parts that it does not say as they were declared last, for a count that was not refused for them."""
    from sijill.count.scope import finding

    with catalogue.opened(register) as connection:
        past = catalogue.entries(connection, Act.ESTIMATION)
    declared = [Scope(**each.about["scope"]) for each in past if "scope" in each.about]
    before = next((each for each in reversed(declared) if finding(each) is None), UNDECLARED)
    return Scope(**{part: said or getattr(before, part) for part, said in dataclasses.asdict(scope).items()})
