"""What published sites still show although it was closed since: a site is a copy, and no deposit reaches into it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.model.log import Act, Entry
from sijill.store import catalogue
from sijill.store.access import Use, allowed, terms_of
from sijill.store.layout import Register
from sijill.tell.publish import MANIFEST


def require_current(register: Register, site: Path) -> None:
    """UsageError when ``site`` shows what was closed since, or is no site that this register logged."""
    digest = hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
    told = [entry for entry in _publications(register) if entry.about.get("site") == digest]
    if not told or _closed(register, told[-1:]):
        raise UsageError("site_outdated", path=site)


def still_shown(register: Register, exhibits: Iterable[str]) -> list[str]:
    """Return those of ``exhibits`` that a site published at any time shows or counts and that may not be now."""
    return sorted(_closed(register, _publications(register)) & set(exhibits))


def _publications(register: Register) -> list[Entry]:
    with catalogue.opened(register) as connection:
        return catalogue.entries(connection, Act.PUBLICATION)


def _closed(register: Register, publications: Iterable[Entry]) -> set[str]:
    terms = terms_of(register)
    return {
        number
        for entry in publications
        for name, use in (("exhibits", Use.PUBLISH), ("counted", Use.TOTALS))
        for number in entry.about.get(name, ())
        if ExhibitId(number) not in terms or not allowed(terms[ExhibitId(number)], use, Access.PUBLIC)
    }
