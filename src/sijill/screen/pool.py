"""All names of the listings that count on a day, searchable by a party's name and document numbers."""

import dataclasses
from collections.abc import Iterable

from sijill.model.listing import ListedName, Listing, NameKind, PartyType
from sijill.names import Index, score
from sijill.screen.facts import identifier_key
from sijill.screen.history import FormerListing, ListAt


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A listing of one list, in force there or formerly."""

    listing: Listing
    at: ListAt
    former: FormerListing | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """The name of a candidate that matches best, and how well; 0 where nothing could be compared."""

    candidate: Candidate
    name: ListedName
    score: float


class Pool:
    """The candidates of one day behind one index of their names."""

    def __init__(self, lists: Iterable[ListAt]) -> None:
        """Index every name of every listing in force or formerly in force in ``lists``."""
        self._candidates = [
            Candidate(listing=listing, at=at, former=former)
            for at in lists
            for listing, former in (
                *((listing, None) for listing in at.in_force),
                *((former.listing, former) for former in at.former),
            )
        ]
        self._entries = [
            (place, name)
            for place, candidate in enumerate(self._candidates)
            for name in candidate.listing.names
        ]
        self._index = Index(
            [natural_order(name.text, self._candidates[place].listing.type) for place, name in self._entries]
        )
        self._by_identifier: dict[str, list[int]] = {}
        for place, candidate in enumerate(self._candidates):
            for identifier in candidate.listing.identifiers:
                key = identifier_key(identifier.value)
                if key:
                    self._by_identifier.setdefault(key, []).append(place)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, name: str, identifiers: Iterable[str], *, limit: int) -> list[NameMatch]:
        """Return the best name of each candidate among the ``limit`` nearest names, or of equal document number."""
        best: dict[int, tuple[float, ListedName]] = {}
        for entry, likeness in self._index.search(name, limit):
            place, listed = self._entries[entry]
            if place not in best or _rank(likeness, listed) > _rank(*best[place]):
                best[place] = (likeness, listed)
        for key in sorted({identifier_key(value) for value in identifiers}):
            for place in self._by_identifier.get(key, ()):
                if place not in best:
                    best[place] = self._closest(place, name)
        return [
            NameMatch(candidate=self._candidates[place], name=listed, score=likeness)
            for place, (likeness, listed) in sorted(best.items())
        ]

    def _closest(self, place: int, name: str) -> tuple[float, ListedName]:
        listing = self._candidates[place].listing
        scored = [
            (score(name, natural_order(listed.text, listing.type)) or 0.0, listed) for listed in listing.names
        ]
        nameless = (0.0, ListedName(text="", kind=NameKind.PRIMARY))
        return max(scored, key=lambda pair: _rank(*pair), default=nameless)


def natural_order(written: str, kind: PartyType) -> str:
    """Return a listed name in the order in which it is spoken: ``AL-X, Given Father`` is ``Given Father AL-X``.

    Only persons' names are turned: ``X CO., LTD.`` is a company. Where the list does not say the type, a name
    is taken as a person's when lower-case letters follow its one comma, as this publisher writes given names.
    """
    family, comma, given = written.partition(", ")
    if not comma or "," in given or kind not in {PartyType.INDIVIDUAL, PartyType.UNKNOWN}:
        return written
    if kind is PartyType.UNKNOWN and not any(letter.islower() for letter in given):
        return written
    return f"{given} {family}"


def _rank(score: float, name: ListedName) -> tuple[float, bool, str]:
    """A total order: the better score, then anything but a weak alias, then the name itself."""
    return score, name.kind is not NameKind.WEAK, name.text
