"""What a register knows of the error of its linkage, for its totals: a finished audit, else the linkage's own doubts."""

from typing import TYPE_CHECKING

from sijill.model.estimate import Rate
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.count.in_register import RegisterLinkage
    from sijill.link.audited import Figure


def linkage_of(register: Register, *, seed: int) -> "RegisterLinkage":
    """Return recall and precision where reviewers audited the linkage that holds now, else clusterings drawn from it."""
    from sijill.count.in_register import RegisterLinkage
    from sijill.link.audit_in_register import audit_register
    from sijill.link.linked import of_register
    from sijill.link.sampled import sampled_of

    audit = audit_register(register)
    if audit is not None and audit.is_current and audit.found.answered:
        pairs = audit.found.measured[0]
        recall, precision = _rate(pairs.recall), _rate(pairs.precision)
        if recall and precision:
            told = {"audit": audit.position, "answered": audit.found.answered}
            return RegisterLinkage(told=told, recall=recall, precision=precision)
    linked = of_register(register)
    drawn = sampled_of(linked, seed=seed)
    return RegisterLinkage(told={"clusterings": len(drawn)}, ids=linked.records.ids, clusterings=list(drawn))


def _rate(figure: "Figure") -> Rate | None:
    """Return an audit's figure; the estimate of a stratified sample may lie outside its Bayesian interval."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    value = min(max(figure.value, 0.001), 1.0)
    return Rate(value=value, low=max(min(figure.low, value), 0.001), high=min(max(figure.high, value), 1.0))
