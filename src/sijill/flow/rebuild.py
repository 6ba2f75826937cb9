"""Everything that can be computed, made again: evidence first, then each stage with the parameters of its last run."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sijill.model.estimate import Scope
from sijill.model.log import Act
from sijill.record.reading import Problem, is_read_as_now, list_names, refresh
from sijill.record.rebuild import rebuild_evidence
from sijill.store import catalogue, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

About = Mapping[str, Any]
"""What the log says of a run. Any: a JSON object."""


def rebuild(register: Register, *, each: Callable[[str], None] = lambda _part: None) -> list[Problem]:
    """Delete catalogue, readings, tables and index, and make them again; return what could not be read.

    The same content comes back and nothing is logged, except where a stage had not been run again after
    its input changed: its table is then brought up to date, and that run is logged. ``each`` is told the
    act that comes next. IntegrityError, with nothing deleted, where the truth itself is damaged.
    """
    last = last_runs(register)
    each(Act.EXTRACTION.value)
    problems = rebuild_evidence(register)
    _run_stages(register, last, each)
    return problems


def bring_up(
    register: Register, last: Mapping[Act, About], *, each: Callable[[str], None] = lambda _part: None
) -> list[Problem]:
    """Have readings and tables computed anew of what may be used now, with the parameters of ``last``.

    A withdrawal and a sealing take with them what the log said of earlier runs: ask for ``last_runs`` before.
    """
    each(Act.EXTRACTION.value)
    problems = refresh(register)
    _run_stages(register, last, each)
    return problems


def last_runs(register: Register) -> dict[Act, About]:
    """Return what the log says of the last run of each stage that had a result."""
    with catalogue.opened(register) as connection:
        return {
            entry.act: entry.about
            for entry in catalogue.entries(connection)
            if any(entry.about.get("tables", {}).values())
        }


def may_log(register: Register) -> bool:
    """Return whether rebuilding may log something: a stage was run, whose table may be another one now, or readers were others."""
    return not last_runs(register).keys().isdisjoint(_STAGES) or not is_read_as_now(register)


def _run_stages(register: Register, last: Mapping[Act, About], each: Callable[[str], None]) -> None:
    for act, run in _STAGES.items():
        if act not in last:
            continue
        each(act.value)
        if _has_input(register, act, last[act]):
            run(register, last[act])
        else:
            tables.void(register, act, sorted(last[act]["tables"]))


def _has_input(register: Register, act: Act, about: About) -> bool:
    """Return whether what a stage was last run on may still be read."""
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    if act is Act.SCREENING:
        return about["parties"] in readable
    if act is Act.LINKAGE:
        return bool(readable & list_names(register).keys())
    return act is not Act.ESTIMATION or "clusters" in tables.current(register)


def _link(register: Register, about: About) -> None:
    from sijill.link.in_register import link_register

    link_register(register, seed=about["seed"])


def _count(register: Register, about: About) -> None:
    from sijill.flow.counting import count_linked

    count_linked(
        register,
        seed=about["seed"],
        believed=about.get("believed"),
        scope=Scope(**about.get("scope", {})),
        linkage=about.get("linkage") is not None,
    )


def _claim(register: Register, _about: About) -> None:
    from sijill.claim.in_register import read_claims

    read_claims(register)


def _near(register: Register, _about: About) -> None:
    from sijill.near import near_register

    near_register(register)


def _places(register: Register, _about: About) -> None:
    from sijill.record.places import read_again

    read_again(register)


def _screen(register: Register, about: About) -> None:
    from sijill.screen.in_register import Screening, screen_frozen

    screen_frozen(register, Screening.from_log(about))


_STAGES: Final[dict[Act, Callable[[Register, About], None]]] = {
    Act.LIST_LOADING: _places,
    Act.LINKAGE: _link,
    Act.ESTIMATION: _count,
    Act.CLAIMS: _claim,
    Act.SCREENING: _screen,
    Act.COMPARISON: _near,
}
