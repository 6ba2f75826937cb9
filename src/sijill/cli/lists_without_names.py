"""What ``sijill add`` tells of a list in which no column of names is found."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sijill.cli.registers import note
from sijill.words import say

if TYPE_CHECKING:
    from sijill.model.identity import ExhibitId
    from sijill.store.layout import Register


def note_nameless(register: "Register", added: AbstractSet["ExhibitId"], language: str) -> None:
    """Print a line for each of ``added`` that is a list without a column of names, which linkage will leave out.

    Said only when lists are linked, it would reach whoever holds the file too late.
    """
    from sijill.link.headers import find_columns, has_names
    from sijill.record.reading import list_names, reading_of
    from sijill.store.access import Use, permitted
    from sijill.text import shown

    lists = added & list_names(register).keys()
    for exhibit in permitted(register, Use.READ) if lists else ():
        reading = reading_of(register, exhibit) if exhibit.number in lists else None
        if reading is None:
            continue
        # Titles above a header have an empty one.
        headers = ([title for title, _ in row.cells] for row in reading.rows)
        header = next((each for each in headers if any(each)), [])
        if not has_names(find_columns(header)):
            found = ", ".join(map(shown, header)) or "-"
            note(say("cli.add.nameless", language, exhibit=exhibit.number, name=exhibit.name, found=found))
