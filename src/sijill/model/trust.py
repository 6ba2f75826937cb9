"""Answers on trust: they hold, fail, or could not be checked. The third is never counted as the first."""

import dataclasses
import enum


class State(enum.Enum):
    """A three-valued answer."""

    HOLDS = "holds"
    FAILS = "fails"
    UNCHECKED = "unchecked"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found, naming what it is about."""

    state: State
    key: str
    """Of the sentence in ``words/verify.toml`` that says what was found and the next safe step."""
    where: str
    """A file below the register, or an exhibit's number."""
    detail: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification found, and how much it looked at."""

    findings: tuple[Finding, ...]
    objects: int
    entries: int
    tables: int

    @property
    def state(self) -> State:
        """Fails if anything fails, else unchecked if anything could not be checked, else holds."""
        states = {finding.state for finding in self.findings}
        return next((state for state in (State.FAILS, State.UNCHECKED) if state in states), State.HOLDS)
