"""Counting, and the claims set beside the new totals: else a ledger would go on showing the old ones."""

from typing import TYPE_CHECKING

from sijill.model.log import Act
from sijill.store import catalogue
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.count.in_register import Seen
    from sijill.model.estimate import Estimate, Refusal


def count_and_compare(
    register: Register,
    *,
    seed: int | None = None,
    believed: int | None = None,
    linkage: bool = True,
    seen: "Seen | None" = None,
) -> "dict[str, Estimate | Refusal]":
    """Estimate every total of the register; claims that were read before are compared with them anew.

    Unless ``linkage`` is false, the totals carry what the register knows of its linkage's error. ``seen`` has the
    draws behind each.
    """
    from sijill.claim.in_register import read_claims

    results = count_linked(register, seed=seed, believed=believed, linkage=linkage, seen=seen)
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
    linkage: bool,
    seen: "Seen | None" = None,
) -> "dict[str, Estimate | Refusal]":
    """Estimate every total of the register, with or without its linkage's error."""
    from sijill.count import DEFAULT_SEED
    from sijill.count.in_register import count_register
    from sijill.flow.linkage_error import linkage_of

    seed = DEFAULT_SEED if seed is None else seed
    known = linkage_of(register, seed=seed) if linkage else None
    return count_register(register, seed=seed, believed=believed, linkage=known, seen=seen)
