"""The whole flow on a made-up country: record, search, link, count, claim, screen, tell, verify."""

import contextlib
import dataclasses
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from sijill.demo.country import make_country
from sijill.demo.events import FIRST_DAY, LAST_DAY
from sijill.demo.inputs import Access as InputAccess
from sijill.demo.inputs import Consent, InputFile, InputKind, Inputs, write_inputs
from sijill.demo.score import Score, score
from sijill.errors import UsageError
from sijill.model.estimate import Scope
from sijill.model.evidence import Access, Purpose, Terms
from sijill.model.identity import ExhibitId
from sijill.model.trust import Report
from sijill.store.layout import Register, find_register
from sijill.store.opening import create_register
from sijill.words import LANGUAGES, say

STAGES: Final = ("country", "record", "search", "link", "count", "claim", "screen", "tell", "verify")
FOLDER: Final = "demo"
"""Below the register: the files that were handed in, and the truth."""

_CONSENT: Final = {
    Consent.PUBLISHED: frozenset({Purpose.KEEP, Purpose.TOTALS, Purpose.PUBLISH}),
    Consent.COUNTING: frozenset({Purpose.KEEP, Purpose.TOTALS}),
    Consent.WITNESS: frozenset({Purpose.KEEP}),
}
_ACCESS: Final = {InputAccess.TEAM: Access.TEAM, InputAccess.PUBLIC: Access.PUBLIC}
_SCOPE: Final = Scope(
    population=" / ".join(say("demo.scope.population", language) for language in LANGUAGES),
    place=" / ".join(say("demo.scope.place", language) for language in LANGUAGES),
    period=f"{FIRST_DAY}/{LAST_DAY}",
)
_LOOSE: Final = (InputKind.LISTINGS, InputKind.OWNERSHIP)
"""Not handed in as exhibits: lists are frozen when they are loaded, ownership is not read at this stage."""

Progress = Callable[[str, int, int], None]
"""Stage, done, of how many."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run of the demonstration gave."""

    register: Register
    inputs: Inputs
    site: Path
    score: Score
    verified: Report
    seconds: dict[str, float]
    """Wall time of each stage."""


def run(
    out: Path, *, seed: int, persons: int, progress: Progress = lambda _stage, _done, _of: None
) -> Outcome:
    """Build a register of a made-up country at ``out`` and take it through every stage.

    A register that an earlier run of the demonstration made is replaced; UsageError when anything else is there.
    """
    from sijill.claim.in_register import read_claims
    from sijill.count.in_register import count_register
    from sijill.demo.compiling import shared_compiling
    from sijill.link.in_register import link_register
    from sijill.record.verify import verify
    from sijill.screen.in_register import screen_register
    from sijill.search import search
    from sijill.tell import publish

    clock = _Clock(progress)
    _make_room(out)
    register = create_register(out, made_by="demo")
    with shared_compiling():
        with clock.stage("country"):
            inputs = write_inputs(make_country(seed=seed, persons=persons), register.path / FOLDER)
        with clock.stage("record"):
            exhibits = _record(register, inputs, progress)
        with clock.stage("search"):
            search(register, inputs.of(InputKind.STATEMENT)[0].source_ar)
        with clock.stage("link"):
            link_register(register, seed=seed)
        with clock.stage("count"):
            count_register(register, seed=seed, scope=_SCOPE)
        with clock.stage("claim"):
            read_claims(register)
        with clock.stage("screen"):
            parties = exhibits[inputs.of(InputKind.PARTIES)[0].name]
            screen_register(register, parties, listings=inputs.listings, as_of=inputs.as_of)
        with clock.stage("tell"):
            site = register.path / "site"
            publish(register, site)
        with clock.stage("verify"):
            verified = verify(register)
    return Outcome(
        register=register,
        inputs=inputs,
        site=site,
        score=score(register, inputs),
        verified=verified,
        seconds=clock.seconds,
    )


class _Clock:
    """Times stages and tells which one is on."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the block as the stage ``name``."""
        self._progress(name, 0, 1)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)
        self._progress(name, 1, 1)


def _make_room(out: Path) -> None:
    """Take away what an earlier run left; the rename makes it vanish in one step, whatever is killed after it."""
    for leftover in out.parent.glob(f".{out.name}.*.old"):
        shutil.rmtree(leftover)
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / "register.json").is_file() or find_register(out).made_by != "demo":
        raise UsageError("not_a_demo", path=out)
    old = out.with_name(f".{out.name}.{secrets.token_hex(4)}.old")
    out.rename(old)
    shutil.rmtree(old)


def _record(register: Register, inputs: Inputs, progress: Progress) -> dict[str, ExhibitId]:
    from sijill.record import add_files, refresh

    files = [file for file in inputs.files if file.kind not in _LOOSE]
    exhibits = {}
    for done, file in enumerate(files):
        progress("record", done, len(files) + 1)
        (added,) = add_files(
            register, [file.path], given=_terms(file), source=_source(file), list_name=_list_name(file)
        )
        exhibits[file.name] = added.exhibit
    progress("record", len(files), len(files) + 1)
    refresh(register)
    return exhibits


def _terms(file: InputFile) -> Terms:
    return Terms(access=_ACCESS[file.access], consent=_CONSENT[file.consent])


def _source(file: InputFile) -> str:
    return f"{file.source_ar} / {file.source_en}"


def _list_name(file: InputFile) -> str | None:
    return _source(file) if file.kind is InputKind.LIST else None


def described(outcome: Outcome) -> dict[str, Any]:  # Any: the shape of --json
    """Return the outcome as ``--json`` prints it."""
    told = outcome.score
    return {
        "register": str(outcome.register.path),
        "site": str(outcome.site),
        "linkage": dataclasses.asdict(told.linkage),
        "estimate": told.estimates.get("all"),
        "estimates": told.estimates,
        "truth": told.truth,
        "claims": told.claims,
        "screening": dataclasses.asdict(told.screening),
        "verify": outcome.verified.state.value,
        "seconds": outcome.seconds,
    }
