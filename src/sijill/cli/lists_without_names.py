"""What ``sijill add`` tells of a list in which no column of names is found."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sijill.cli.registers import note
from sijill.words import say

if TYPE_CHECKING:
    from sijill.model.identity import ExhibitId
    from sijill.record.reading_tables import Newly
    from sijill.store.layout import Register


def note_nameless(
    register: "Register", added: AbstractSet["ExhibitId"], newly: "Newly", language: str
) -> None:
    """Print a line for each of ``added`` that is a list without a column of names, which linkage will leave out.

    Said only when lists are linked, it would reach whoever holds the file too late.
    """
    from sijill.link.headers import find_columns, has_names
    from sijill.record.reading import list_names, reading_of
    from sijill.record.reading_tables import titles_of
    from sijill.store.access import Use, permitted
    from sijill.text import shown

    lists = added & list_names(register).keys()
    for exhibit in permitted(register, Use.READ) if lists else ():
        if exhibit.number not in lists:
            continue
        # An exhibit that was here before was read then.
        header = newly.titles.get(exhibit.number)
        if header is None:
            reading = reading_of(register, exhibit)
            if reading is None:
                continue
            header = titles_of(reading)
        if not header:
            note(say("cli.add.rowless", language, exhibit=exhibit.number, name=exhibit.name))
        elif not has_names(find_columns(header)):
            found = ", ".join(map(shown, header))
            note(say("cli.add.nameless", language, exhibit=exhibit.number, name=exhibit.name, found=found))
