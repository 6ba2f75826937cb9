"""What published sites still show although it was closed since: a site is a copy, and no deposit reaches into it.

Apart from what makes sites, which every `sijill add` would have to import.
"""

from collections.abc import Iterable

from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.model.log import Act, Entry
from sijill.store import catalogue
from sijill.store.access import Use, allowed, terms_of
from sijill.store.layout import Register


def still_shown(register: Register, exhibits: Iterable[str]) -> list[str]:
    """Return those of ``exhibits`` that a site published at any time shows or counts and that may not be now."""
    return sorted(closed_since(register, publications(register)) & set(exhibits))


def publications(register: Register) -> list[Entry]:
    """Return the entries of all sites that were published."""
    with catalogue.opened(register) as connection:
        return catalogue.entries(connection, Act.PUBLICATION)


def closed_since(register: Register, published: Iterable[Entry]) -> set[str]:
    """Return the exhibits that sites show or count and that may not be now."""
    terms = terms_of(register)
    return {
        number
        for entry in published
        for name, use in (("exhibits", Use.PUBLISH), ("counted", Use.TOTALS))
        for number in entry.about.get(name, ())
        if ExhibitId(number) not in terms or not allowed(terms[ExhibitId(number)], use, Access.PUBLIC)
    }
