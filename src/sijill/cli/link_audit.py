"""``sijill link --audit``: how right the linkage of a register is, from a sample that reviewers judged."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.registers import note, print_json
from sijill.cli.signing import Hand, to_write
from sijill.words import say

if TYPE_CHECKING:
    from sijill.link.audit_in_register import AuditOfRegister
    from sijill.link.audited import Figure


def print_audit(
    path: Path, hand: Hand, language: str, *, drawn: tuple[int, int] | None, as_json: bool
) -> None:
    """Draw a sample of so many pairs with a seed, or say what the answers on the last one come to."""
    from sijill.link.audit_in_register import audit_register, draw_sample
    from sijill.store.opening import open_register

    register = open_register(path)
    if drawn is not None:
        size, seed = drawn
        sample = draw_sample(to_write(register, hand, language), size=size, seed=seed)
        counts = {"count": len(sample.pairs), "strata": len(sample.strata)}
        if as_json:
            print_json({"drawn": counts["count"], "strata": sample.strata})
        else:
            print(say("review.audit.drawn", language, **counts))
        return
    found = audit_register(register)
    if as_json:
        print_json(dataclasses.asdict(found) if found else None)
    elif found is None:
        print(say("review.audit.none", language))
    else:
        _print(found, language)


def _print(audit: "AuditOfRegister", language: str) -> None:
    found = audit.found
    state = {"position": audit.position, "at": audit.at, "answered": found.answered, "drawn": found.drawn}
    print(say("review.audit.state", language, **state))
    if not audit.is_current:
        note(say("review.audit.stale", language))
    if found.unanswered_strata:
        note(say("review.audit.unanswered", language, count=found.unanswered_strata))
    for each in found.measured:
        kind = say(f"review.audit.{each.relation.value if each.relation else 'all'}", language)
        figures = {name: _figure(getattr(each, name), language) for name in ("precision", "recall")}
        print(say("review.audit.row", language, kind=kind, together=each.together, **figures))
    second = {name: round(getattr(found.second_look, name) or 0) for name in ("value", "low", "high")}
    print(say("review.audit.cover", language, **second))
    for name, shares in audit.completeness.items():
        fields = say("tell.comma", language).join(
            f"{say(f'review.column.{field}', language)} {100 * share:.0f} %"
            for field, share in shares.items()
            if field != "records" and share > 0
        )
        print(
            say("review.audit.complete", language, list=name, records=int(shares["records"]), fields=fields)
        )


def _figure(figure: "Figure", language: str) -> str:
    if figure.value is None:
        return say("review.audit.no_figure", language)
    told = {name: f"{100 * (getattr(figure, name) or 0):.1f}" for name in ("value", "low", "high")}
    return say("review.audit.figure", language, **told)
