"""Verification of time stamps: each kept answer against its log entry, its checkpoint and a trusted root.

The roots that count are those that whoever verifies gives; where none are given, the ones that were kept when the
stamp was taken - the register's own word, and the sentence says so. Without any, a stamp could not be checked.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sijill.model.log import Act, Entry
from sijill.model.trust import Finding, State
from sijill.record.tokens import Token, problem_of, read_certificates, read_token
from sijill.store import stamps
from sijill.store.files import is_staged
from sijill.store.layout import Register

TOLERANCE: Final = timedelta(minutes=5)
"""Between the log's clock and an authority's: a machine that sets its clock by hand is rarely nearer."""


def verify_stamps(
    register: Register, entries: Mapping[int, Entry], *, roots: Sequence[bytes] = ()
) -> Iterator[Finding]:
    """Yield what is found about every time stamp that the log tells of. ``roots`` are PEM texts.

    ``entries`` are those that are what was signed; without any, nothing is known of stamps.
    """
    expected: set[Path] = set()
    judged: dict[str, Entry] = {}
    for entry in entries.values():
        if entry.act is Act.TIME_STAMP:
            files = _files(register, entry)
            damaged = [finding for path in files for finding in _compare(register, path, files[path])]
            yield from (finding for finding in damaged if register.path / finding.where not in expected)
            expected |= set(files)
            # Taken again with certificates, an answer is judged by those.
            if not damaged and (entry.about["checked"] or entry.about["answer"] not in judged):
                judged[entry.about["answer"]] = entry
    for entry in judged.values():
        yield from _judge(register, entry, entries, next(iter(_files(register, entry))), roots)
    if entries:
        yield from _strangers(register, expected)


def _files(register: Register, entry: Entry) -> dict[Path, str]:
    """Return the files that an entry tells of, the answer first, and their digests."""
    answer = stamps.answer_path(register, entry.about["size"], entry.about["authority"])
    return {
        answer: entry.about["answer"],
        answer.with_suffix(".pem"): entry.about["certificates"],
        stamps.request_path(register, entry.about["size"]): entry.about["request"],
    }


def _compare(register: Register, path: Path, wanted: str) -> Iterator[Finding]:
    try:
        if stamps.digest(path.read_bytes()) != wanted:
            yield _finding(register, State.FAILS, "stamp_changed", path, wanted)
    except FileNotFoundError:
        yield _finding(register, State.FAILS, "stamp_missing", path, wanted)
    except OSError as error:
        yield _finding(register, State.UNCHECKED, "object_unreadable", path, str(error.strerror))


def _judge(
    register: Register, entry: Entry, entries: Mapping[int, Entry], answer: Path, roots: Sequence[bytes]
) -> Iterator[Finding]:
    """Say what the answer is worth, and what it says of the log's own clock."""
    note = stamps.checkpoint_path(register, entry.about["size"])
    if not note.is_file():
        yield _finding(
            register, State.UNCHECKED, "stamp_without_checkpoint", answer, str(entry.about["size"])
        )
        return
    try:
        token = read_token(answer.read_bytes())
    except ValueError as error:
        yield _finding(register, State.FAILS, "stamp_fails", answer, str(error))
        return
    kept = [answer.with_suffix(".pem").read_bytes()] if entry.about["checked"] else []
    trusted = [each for content in (roots or kept) for each in read_certificates(content)]
    told = f"{token.time:%Y-%m-%dT%H:%M:%SZ}"
    if not trusted:
        yield _finding(register, State.UNCHECKED, "stamp_unchecked", answer, told)
        return
    problem = problem_of(token, note.read_bytes(), trusted)
    if problem and _is_of_another_root(token, note.read_bytes(), kept):
        yield _finding(register, State.UNCHECKED, "stamp_other_root", answer, told)
    elif problem:
        yield _finding(register, State.FAILS, "stamp_fails", answer, problem)
    else:
        key = "stamp_holds" if roots else "stamp_holds_by_kept"
        before = entries.get(entry.about["size"] - 1)
        logged = before.at if before else "?"
        yield _finding(register, State.HOLDS, key, answer, f"{told} / {logged}")
        yield from _clock(register, token, before, entry, answer)


def _is_of_another_root(token: Token, note: bytes, kept: Sequence[bytes]) -> bool:
    """Return whether a stamp that the given roots do not reach holds by the certificates kept beside it."""
    own = [each for content in kept for each in read_certificates(content)]
    return bool(own) and not problem_of(token, note, own)


def _clock(
    register: Register, token: Token, before: Entry | None, taken: Entry, answer: Path
) -> Iterator[Finding]:
    """Compare the log's times with the stamped one: what was stamped came before it, what tells of it after."""
    if before is not None and _time(before.at) > token.time + TOLERANCE:
        detail = f"{before.at} > {token.time:%Y-%m-%dT%H:%M:%SZ}"
        yield _finding(register, State.HOLDS, "clock_ahead", answer, detail)
    if _time(taken.at) < token.time - TOLERANCE:
        detail = f"{taken.at} < {token.time:%Y-%m-%dT%H:%M:%SZ}"
        yield _finding(register, State.HOLDS, "clock_behind", answer, detail)


def _strangers(register: Register, expected: set[Path]) -> Iterator[Finding]:
    """Name requests that wait for an answer, and answers of a run that was stopped before it told the log."""
    for path in sorted((register.log / "checkpoints").glob("*.*")):
        if stamps.is_beside(path) and path not in expected and not is_staged(path):
            yield _finding(register, State.HOLDS, "stamp_waiting", path)


def _time(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _finding(register: Register, state: State, key: str, path: Path, detail: Any = "") -> Finding:
    return Finding(state=state, key=key, where=register.below(path), detail=str(detail))
