"""What ``sijill add`` tells of the rows of lists: those that are left out as nobody's, and those that are more than one person."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from sijill.words import say

if TYPE_CHECKING:
    from sijill.model.identity import ExhibitId
    from sijill.record.reading_tables import Newly
    from sijill.store.layout import Register


def told_rows(
    register: "Register", added: AbstractSet["ExhibitId"], newly: "Newly", language: str
) -> list[dict[str, Any]]:  # Any: JSON values
    """Return what is to be told of the rows of those of ``added`` that are lists and may be read; numbers of rows, no names.

    Said only when lists are linked, it would reach whoever holds the file too late.
    """
    from sijill.record.reading import list_names

    if not added & list_names(register).keys():  # What reads lists takes half a second to load.
        return []
    from sijill.errors import UsageError
    from sijill.link.mentions import listed, mentions_in
    from sijill.store import tables

    try:
        lists = {number: name for number, name in listed(register).items() if number in added}
    except UsageError:  # There is no list at all.
        return []
    if not lists:
        return []
    read_now = {number: name for number, name in lists.items() if number in newly.titles}
    told = mentions_in(newly.cells, read_now).told if read_now else []
    before = {number: name for number, name in lists.items() if number not in read_now}
    if before:
        told += mentions_in(tables.read(register, "rows", exhibits=before), before).told
    told.sort(key=lambda each: str(each[1]["exhibit"]))
    return [
        {"warning": key, **fields, "text": say(f"link.warning.{key}", language, **fields)}
        for key, fields in told
    ]
