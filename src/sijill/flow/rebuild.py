"""Everything that can be computed, made again: evidence first, then each stage with the parameters of its last run."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sijill.model.log import Act
from sijill.record.reading import Problem
from sijill.record.rebuild import rebuild_evidence
from sijill.store import catalogue
from sijill.store.layout import Register

About = Mapping[str, Any]
"""What the log says of a run. Any: a JSON object."""


def rebuild(register: Register, *, each: Callable[[str], None] = lambda _part: None) -> list[Problem]:
    """Delete catalogue, readings, tables and index, and make them again; return what could not be read.

    The same content comes back and nothing is logged, except where a stage had not been run again after
    its input changed: its table is then brought up to date, and that run is logged. ``each`` is told the
    act that comes next. IntegrityError, with nothing deleted, where the truth itself is damaged.
    """
    with catalogue.opened(register) as connection:
        last = {entry.act: entry.about for entry in catalogue.entries(connection)}
    each(Act.EXTRACTION.value)
    problems = rebuild_evidence(register)
    for act, run in _STAGES.items():
        if act in last:
            each(act.value)
            run(register, last[act])
    return problems


def _link(register: Register, about: About) -> None:
    from sijill.link.in_register import link_register

    link_register(register, seed=about["seed"])


def _count(register: Register, about: About) -> None:
    from sijill.count.in_register import count_register

    count_register(register, seed=about["seed"])


def _claim(register: Register, _about: About) -> None:
    from sijill.claim.in_register import read_claims

    read_claims(register)


def _near(register: Register, _about: About) -> None:
    from sijill.near import near_register

    near_register(register)


def _screen(register: Register, about: About) -> None:
    from sijill.screen.in_register import Screening, screen_frozen

    screen_frozen(register, Screening.from_log(about))


_STAGES: Final[dict[Act, Callable[[Register, About], None]]] = {
    Act.LINKAGE: _link,
    Act.ESTIMATION: _count,
    Act.CLAIMS: _claim,
    Act.SCREENING: _screen,
    Act.COMPARISON: _near,
}
