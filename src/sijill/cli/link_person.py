"""``sijill link --person``: where an id of a person leads now, and how that came about."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.registers import note, print_json
from sijill.errors import UsageError
from sijill.words import say

if TYPE_CHECKING:
    from sijill.store.persons import Leads


def print_person(path: Path, asked: str, language: str, *, as_json: bool) -> None:
    """Print every person that an id or a record leads to; UsageError for one that was never given."""
    from sijill.model.decision import exhibit_of
    from sijill.store.access import Use, permitted
    from sijill.store.opening import open_register
    from sijill.store.persons import where

    opened = open_register(path)
    leads = where(opened, asked)
    if not leads.is_known:
        raise UsageError("no_person", path=path, found=ascii(asked))
    numbers = {str(each.number) for each in permitted(opened, Use.READ)}
    seen = {
        person: tuple(each for each in records if exhibit_of(each) in numbers)
        for person, records in leads.persons.items()
    }
    unseen = sum(map(len, leads.persons.values())) - sum(map(len, seen.values()))
    leads = dataclasses.replace(leads, persons=seen)
    if as_json:
        print_json({"person": leads, "unseen": unseen})
        return
    for line in _lines(leads, language):
        print(line)
    if unseen:
        note(say("link.person.unseen", language, count=unseen))


def note_led(asked: str, found: str, language: str) -> None:
    """Say that an id of a person led to another."""
    if asked != found and "#" not in asked:
        note(say("link.person.led", language, asked=asked, person=found))


def turn_line(run: int, old: str, new: str, why: str, *, language: str) -> str:
    """Return what a run did to an id, in words."""
    key = "stays" if why == "split" and old == new else why
    return say(f"link.turn.{key}", language, run=run, old=old, new=new)


def _lines(leads: "Leads", language: str) -> list[str]:
    state = "ended" if leads.until else "several" if len(leads.persons) > 1 else "living"
    told = {"person": leads.asked, "since": leads.since, "until": leads.until, "count": len(leads.persons)}
    lines = [say(f"link.person.{state}", language, **told)]
    for person, records in leads.persons.items():
        lines.append(
            say("link.person.holds", language, person=person, count=len(records), records=", ".join(records))
        )
    told_of = [(each.run, leads.asked, each.new, each.why) for each in leads.turns]
    return lines + [turn_line(*each, language=language) for each in told_of]
