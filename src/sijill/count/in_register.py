"""Counting inside a register: clusters into capture histories, and an estimate for each kind of event.

The lists are the exhibits that were linked. A person is counted once, under the last thing that any list says
happened: death before detention before disappearance, since a list keeps what was known when it was made. The
exhibits of a total are all that decide it, so that one not given for totals holds back each total it touches.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import histories_from_clusters, in_canonical_order
from sijill.count.kept import key_of
from sijill.count.kept_in_register import kept_answers, row_of, table_of
from sijill.count.posterior import Counted
from sijill.count.scope import declared, refused_for, with_cause
from sijill.count.several import any_of, of_several, with_several
from sijill.model.estimate import UNDECLARED, CaptureHistories, Estimate, LinkageError, Rate, Refusal, Scope
from sijill.model.log import Act
from sijill.store import tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

ALL: Final = "all"
KINDS: Final = ("killed", "detained", "missing")


_Persons: TypeAlias = Mapping[str, Any]
"""The person of each mention. Any: an id, or a number in a drawn clustering."""
_Mentions: TypeAlias = Sequence[Mapping[str, str]]


class Linked(NamedTuple):
    """What a count is made of."""

    mentions: list[dict[str, Any]]  # Any: a table's rows
    person_of: dict[str, str]
    several: frozenset[str]
    """Mentions whose name says more than one person."""


class Keeper(Protocol):
    """Who holds totals elsewhere, or wants the draws behind each: told its name, histories and the error of its linkage."""

    def held(self, name: str, histories: CaptureHistories, error: LinkageError) -> Counted | None:
        """Return the answer that is held of a total, without draws; None to have it counted."""

    def made(self, name: str, histories: CaptureHistories, error: LinkageError, counted: Counted) -> None:
        """Take a total that was counted or refused now."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLinkage:
    """What is known of the error of a register's linkage: clusterings of its mentions, or audited rates."""

    told: Mapping[str, int]
    """Where it comes from, for the log."""
    recall: Rate | None = None
    precision: Rate | None = None
    ids: Sequence[str] = ()
    clusterings: Sequence[NDArray[np.int32]] = ()
    """Each with a number for each of ``ids``, which are mentions: equal numbers are one person."""


def count_register(
    register: Register,
    *,
    seed: int | None = None,
    believed: int | None = None,
    scope: Scope = UNDECLARED,
    linkage: RegisterLinkage | None = None,
    keeper: Keeper | None = None,
) -> dict[str, Estimate | Refusal]:
    """Estimate the total of all persons and of each kind; keep the table ``estimates``; the run is logged.

    Whom and when the register counts has to be declared in ``scope``, or each total is refused. With ``linkage`` the
    totals carry its error. A total that the table holds already is not counted again, unless
    ``keeper`` is to have the draws; one that ``keeper`` holds is not either. UsageError when nothing has been linked yet.
    """
    from sijill.count.average import BELIEVED
    from sijill.count.total import DEFAULT_SEED

    choices = {
        "seed": DEFAULT_SEED if seed is None else seed,
        "believed": BELIEVED if believed is None else believed,
    }
    mentions, person_of, several = linked_mentions(register)
    said = _said(mentions, person_of)
    made, chosen = _by_name(mentions, person_of), chosen_mentions(mentions, person_of)
    errors = _errors(mentions, linkage, made)
    kept = {} if keeper else kept_answers(register)
    results: dict[str, Estimate | Refusal] = {}
    rows = []
    for name, histories in made.items():
        own = scope_of(name, scope)
        held = keeper.held(name, histories, errors[name]) if keeper else None
        counted = held or _answer(histories, errors[name], choices, scope=own, kept=kept)
        counted = with_several(counted, some=any_of(chosen[name], several))
        if keeper is not None and held is None:
            keeper.made(name, histories, errors[name], counted)
        results[name] = counted.result
        # A list that moves a person out of this total, because it knows of a later thing, decides it too.
        weighed = [each for each in mentions if name == ALL or name in said[person_of[each["mention"]]]]
        exhibits = sorted({str(each["exhibit"]) for each in weighed})
        rows.append(row_of(name, histories, results[name], exhibits, own))
    told = {
        "inputs": [tables.current(register)[name] for name in ("clusters", "mentions")],
        **choices,
        "scope": dataclasses.asdict(scope),
        **({"linkage": dict(linkage.told)} if linkage else {}),
    }
    built = tables.to_bytes(table_of(rows), order=["name"], provenance=told)
    tables.commit(register, Act.ESTIMATION, {"estimates": built}, told)
    return results


def _answer(
    histories: CaptureHistories,
    error: LinkageError,
    choices: Mapping[str, int],
    *,
    scope: Scope,
    kept: Mapping[str, Estimate | Refusal],
) -> Counted:
    from sijill.count.guards import first_refusal
    from sijill.count.total import count_total, provenance_of

    source = provenance_of(histories, seed=choices["seed"], believed=choices["believed"], linkage=error)
    refused = refused_for(scope, histories, source, required=True)
    # Lists that bear no total are told as that: to declare something would not help.
    if refused is not None and first_refusal(in_canonical_order(histories)) is None:
        return Counted(result=refused)
    if key_of(source) in kept:
        return declared(Counted(result=kept[key_of(source)]), scope)
    found = count_total(histories, seed=choices["seed"], believed=choices["believed"], linkage=error)
    return found if refused is not None else declared(found, scope)


def scope_of(name: str, scope: Scope) -> Scope:
    """Return what the total ``name`` counts: what happened is its kind of event, or any of them."""
    return with_cause(scope, KINDS if name == ALL else (name,))


def linked_mentions(register: Register) -> Linked:
    """Return the mentions that may be read, the person of each, and which of them name several."""
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    table = tables.read(register, "mentions", columns=("mention", "exhibit", "list", "kind", "name"))
    found = table.drop_columns(["name"]).to_pylist()
    clusters = tables.read(register, "clusters")
    person_of = dict(zip(clusters["mention"].to_pylist(), clusters["person"].to_pylist(), strict=True))
    mentions = [each for each in found if each["exhibit"] in readable]
    return Linked(mentions, person_of, of_several(table))


def _by_name(mentions: _Mentions, person_of: _Persons) -> dict[str, CaptureHistories]:
    """Return the histories of each total that anybody is in."""
    return {
        name: _histories(some, person_of, _lists(some))
        for name, some in chosen_mentions(mentions, person_of).items()
    }


def chosen_mentions(mentions: _Mentions, person_of: _Persons) -> dict[str, _Mentions]:
    """Return the mentions of the persons of each total that anybody is in."""
    said = _said(mentions, person_of)
    kinds = {person: next((kind for kind in KINDS if kind in found), "") for person, found in said.items()}
    chosen = {
        name: [each for each in mentions if name in {ALL, kinds[person_of[each["mention"]]]}]
        for name in (ALL, *KINDS)
    }
    return {name: some for name, some in chosen.items() if some}


def _errors(
    mentions: _Mentions, linkage: RegisterLinkage | None, made: Mapping[str, CaptureHistories]
) -> dict[str, LinkageError]:
    """Return for each total what is known of its linkage's error."""
    if linkage is None:
        return dict.fromkeys(made, LinkageError())
    drawn: dict[str, list[CaptureHistories]] = {name: [] for name in made}
    for clustering in linkage.clusterings:
        person_of = dict(zip(linkage.ids, clustering.tolist(), strict=True))
        linked = [each for each in mentions if each["mention"] in person_of]
        for name, histories in _by_name(linked, person_of).items():
            if name in drawn:
                drawn[name].append(histories)
    return {
        name: LinkageError(clusterings=tuple(some), recall=linkage.recall, precision=linkage.precision)
        for name, some in drawn.items()
    }


def _said(mentions: _Mentions, person_of: _Persons) -> dict[Any, set[str]]:  # Any: see _Persons
    """Return every kind of event that any list says of each person."""
    said: dict[Any, set[str]] = {}  # Any: see _Persons
    for each in mentions:
        said.setdefault(person_of[each["mention"]], set()).add(each["kind"])
    return said


def _lists(mentions: _Mentions) -> tuple[str, ...]:
    return tuple(sorted({str(each["list"]) for each in mentions}))


def _histories(mentions: _Mentions, person_of: _Persons, names: tuple[str, ...]) -> CaptureHistories:
    codes = {name: code for code, name in enumerate(names)}
    return histories_from_clusters(
        np.array([person_of[each["mention"]] for each in mentions]),
        np.array([codes[each["list"]] for each in mentions]),
        names,
    )
