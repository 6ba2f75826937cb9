"""Counting, and the claims set beside the new totals: else a ledger would go on showing the old ones."""

from typing import TYPE_CHECKING

from sijill.model.log import Act
from sijill.store import catalogue
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.model.estimate import Estimate, Refusal


def count_and_compare(
    register: Register, *, seed: int | None = None, believed: int | None = None
) -> "dict[str, Estimate | Refusal]":
    """Estimate every total of the register; claims that were read before are compared with them anew."""
    from sijill.claim.in_register import read_claims
    from sijill.count.in_register import count_register

    results = count_register(register, seed=seed, believed=believed)
    with catalogue.opened(register) as connection:
        read_before = bool(catalogue.entries(connection, Act.CLAIMS))
    if read_before:
        read_claims(register)
    return results
