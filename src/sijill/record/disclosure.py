"""The disclosure list: what was given to whom and when, and what of what they asked for was withheld, and why.

Each export is an entry that its recipient gets; what was asked for and withheld is a decision beside it that stays in
the register, so that the list is evidence itself and nobody learns from a dossier what was kept back.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sijill.model.disclosure import Disclosure, Form, Withheld, Withholding
from sijill.model.log import Act, Entry
from sijill.record.request import Decided, Recipient, Request
from sijill.store import catalogue, log
from sijill.store.layout import Register

_KIND: Final = "disclosure"
_About = dict[str, Any]
"""What an entry says. Any: JSON values."""


def log_export(
    register: Register, request: Request, decided: Decided, to: Recipient, form: Form, crate: str
) -> int:
    """Log what is given and, where somebody chose, what was asked for and withheld; return the export's position.

    The caller holds the lock. ``crate`` is the SHA-256 of the RO-Crate that goes along.
    """
    about: _About = {
        "kind": form.value,
        "exhibits": [each.number for each in decided.given],
        "recipient": to.name,
        "reader": to.reader.value,
        "sources": to.is_told,
        "crate": crate,
    }
    acts: list[tuple[Act, _About]] = [(Act.EXPORT, about)]
    position = log.current(register).size
    if request.in_part or request.withhold:
        acts.append((Act.DECISION, _decision(request, decided, to, form) | {"export": position}))
    positions = log.append(register, acts)
    with catalogue.opened(register):
        pass  # Opening brings the catalogue up to date with the entries.
    return positions[0]


def log_refusal(register: Register, request: Request, decided: Decided, to: Recipient, form: Form) -> int:
    """Log that nothing of what was asked for was given, and why. The caller holds the lock."""
    about = _decision(request, decided, to, form) | {"export": None}
    [position] = log.append(register, [(Act.DECISION, about)])
    with catalogue.opened(register):
        pass
    return position


def disclosures(register: Register, *, to: str | None = None) -> list[Disclosure]:
    """Return every act of giving in the order of the log, to one recipient where ``to`` names them."""
    with catalogue.opened(register) as connection:
        exports = catalogue.entries(connection, Act.EXPORT)
        decisions = catalogue.entries(connection, Act.DECISION)
    ours = [each for each in decisions if each.about.get("kind") == _KIND]
    beside = {each.about["export"]: each for each in ours if each.about["export"] is not None}
    refusals = [each for each in ours if each.about["export"] is None]
    found = [_disclosure(each, beside.get(each.position)) for each in exports]
    found += [_disclosure(each, each) for each in refusals]
    return sorted(
        (each for each in found if to is None or each.recipient == to), key=lambda each: each.position
    )


def exculpatory_withheld(listed: Iterable[Disclosure]) -> list[tuple[Disclosure, Withheld]]:
    """Return what may speak for an accused, or could not be looked at for that, and that its recipient never got."""
    acts = list(listed)
    got: dict[str, set[str]] = {}
    for each in acts:
        got.setdefault(each.recipient, set()).update(each.given)
    return [
        (each, one)
        for each in acts
        for one in each.withheld
        if one.exculpatory is not False and one.exhibit not in got[each.recipient]
    ]


def _decision(request: Request, decided: Decided, to: Recipient, form: Form) -> _About:
    asked = "person" if request.person else "everything" if request.everything else "exhibits"
    about: _About = {
        "kind": _KIND,
        "form": form.value,
        "recipient": to.name,
        "reader": to.reader.value,
        "asked": asked,
        "withheld": [
            {
                "exhibit": each.exhibit,
                "reason": each.reason.value,
                "instead": list(each.instead),
                "exculpatory": each.exculpatory,
            }
            for each in decided.withheld
        ],
    }
    if request.person:
        about |= {"person": decided.person, "rows": list(decided.rows)}
        about |= {"links_checked": request.links_checked}
    return about


def _disclosure(entry: Entry, beside: Entry | None) -> Disclosure:
    about = entry.about
    told = beside.about if beside else {}
    is_export = entry.act is Act.EXPORT
    return Disclosure(
        position=entry.position,
        at=entry.at,
        actor=entry.actor,
        recipient=about["recipient"],
        reader=about["reader"],
        form=about["kind"] if is_export else about["form"],
        given=tuple(about["exhibits"]) if is_export else (),
        withheld=_withheld(told.get("withheld", ())),
        asked=told.get("asked", ""),
        person=told.get("person", ""),
    )


def _withheld(told: Sequence[_About]) -> tuple[Withheld, ...]:
    return tuple(
        Withheld(
            exhibit=each["exhibit"],
            reason=Withholding(each["reason"]),
            instead=tuple(each["instead"]),
            exculpatory=each["exculpatory"],
        )
        for each in told
    )
