"""Parties against lists as they stood on a day: possible matches with reasons, or what else can be said."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from sijill.model.listing import NameKind, PartyType
from sijill.model.screening import Hit, HitState, Party, Reason, Stance
from sijill.screen.facts import Weighed, move, weigh
from sijill.screen.history import MAX_AGE_DAYS, ListAt, ListingHistory, lists_at
from sijill.screen.likeness import liken
from sijill.screen.pool import NameMatch, Pool, natural_order
from sijill.screen.unread import is_too_short, unread_letters, why_unread

THRESHOLD: Final = 0.7
"""The name engine is calibrated so that one threshold serves all scripts; see its notes."""
TOP: Final = 5
METHOD: Final = "sijill.screen/1"

_NEAREST: Final = 100
"""Names looked at for a party; a listing has up to some forty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    match: NameMatch
    by_name: float
    """The score before birth date, type, country and number."""
    weighed: Weighed

    @property
    def order(self) -> tuple[float, bool, float, str, int, str]:
        """Best first, in force before former, and total."""
        listing = self.match.candidate.listing
        number = listing.id.rpartition("-")[2]
        return (
            -round(self.weighed.score, 4),
            self.match.candidate.former is not None,
            -self.match.score,
            listing.list_name,
            int(number) if number.isdigit() else 0,
            listing.id,
        )


def screen_parties(
    parties: Iterable[Party],
    history: ListingHistory,
    *,
    as_of: dt.date,
    threshold: float = THRESHOLD,
    top: int = TOP,
    max_age_days: int = MAX_AGE_DAYS,
) -> list[Hit]:
    """Return for each party, in the parties' order, its possible matches, then a row for each list without any.

    At most ``top`` matches a party, best first, of score ``threshold`` or more. A list without a snapshot on or
    before ``as_of``, and a name or type that is not read, is "not compared", never "not found".
    """
    lists = lists_at(history, as_of, max_age_days=max_age_days)
    pool = Pool(lists)
    return [hit for party in parties for hit in _screen(party, pool, lists, _Asked(as_of, threshold, top))]


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    as_of: dt.date
    threshold: float
    top: int


def _screen(party: Party, pool: Pool, lists: Sequence[ListAt], asked: _Asked) -> list[Hit]:
    name = "" if is_too_short(party.name) else party.name
    found = [_weigh(match, party) for match in pool.search(name, party.identifiers, limit=_NEAREST)]
    found.sort(key=lambda one: one.order)
    above = [one for one in found if one.weighed.score >= asked.threshold]
    aside = [one for one in found if one.by_name >= asked.threshold > one.weighed.score]
    hits = [_hit(one, party) for one in above[: asked.top]]
    if len(above) > asked.top:
        more = _note("more", more=len(above) - asked.top)
        hits[-1] = dataclasses.replace(hits[-1], reasons=(*hits[-1].reasons, more))
    matched = {one.match.candidate.listing.list_name for one in above}
    rest = [_without_match(party, at, aside, asked) for at in lists if at.list_name not in matched]
    return hits + sorted(rest, key=lambda hit: (hit.state is HitState.NOT_COMPARED, hit.list_name))


def _weigh(match: NameMatch, party: Party) -> _Weighed:
    listing = match.candidate.listing
    likeness = liken(
        party.name,
        natural_order(match.name.text, listing.type),
        score=match.score,
        is_weak=match.name.kind is NameKind.WEAK,
        is_person=PartyType.INDIVIDUAL in {party.type, listing.type} or party.type is listing.type,
    )
    moved = weigh(match.score, party, listing, weight=likeness.weight)
    return _Weighed(
        match=match,
        by_name=move(match.score, likeness.weight),
        weighed=Weighed(score=moved.score, reasons=(*likeness.reasons, *moved.reasons)),
    )


def _hit(one: _Weighed, party: Party) -> Hit:
    candidate = one.match.candidate
    snapshot = candidate.at.snapshot
    return Hit(
        party_id=party.id,
        state=HitState.POSSIBLE if candidate.former is None else HitState.FORMER,
        list_name=candidate.listing.list_name,
        list_date=snapshot.date if snapshot is not None else candidate.at.earliest,
        listing=candidate.listing,
        score=round(one.weighed.score, 4),
        name_score=round(one.match.score, 4),
        reasons=(
            _headline(one.match),
            *one.weighed.reasons,
            *_listing_notes(one.match),
            *_unread_notes(party),
            *_age_notes(candidate.at),
        ),
    )


def _headline(match: NameMatch) -> Reason:
    listing, former = match.candidate.listing, match.candidate.former
    named = {
        "kind": match.name.kind,
        "name": match.name.text,
        "listing": listing.id,
        "list": listing.list_name,
    }
    if former is None:
        return _sentence("possible", **named, date=listing.list_date)
    return _sentence("former", **named, last_seen=former.last_seen, first_absent=former.first_absent)


def _listing_notes(match: NameMatch) -> list[Reason]:
    listing = match.candidate.listing
    notes = []
    if listing.programmes:
        notes.append(_note("programmes", date=listing.details_date, programmes=", ".join(listing.programmes)))
    if listing.listed_on is not None:
        notes.append(_note("listed_on", date=listing.listed_on))
    if listing.details_date != listing.list_date:
        notes.append(_note("earlier_details", date=listing.details_date))
    elif not listing.has_primary:
        notes.append(_note("aliases_only"))
    return notes


def _unread_notes(party: Party) -> list[Reason]:
    notes = [_note(f"unread_{column}", value=value) for column, value in party.unread]
    letters = unread_letters(party.name)
    return [*notes, _note("unread_script", letters=letters)] if letters else notes


def _age_notes(at: ListAt) -> list[Reason]:
    """Say in every row that its list is old: a table is read without what was printed beside it."""
    return [
        Reason(key=caution.key, fields=caution.fields)
        for caution in at.cautions
        if caution.key == "caution.old_list"
    ]


def _without_match(party: Party, at: ListAt, aside: Sequence[_Weighed], asked: _Asked) -> Hit:
    date = at.snapshot.date if at.snapshot is not None else at.earliest
    why = _not_compared(party, at, asked.as_of)
    if why is not None:
        reasons: tuple[Reason, ...] = (why,)
        state = HitState.NOT_COMPARED
    else:
        named = sum(bool(listing.names) for listing in at.in_force)
        said = _sentence("not_found", list=at.list_name, date=date, compared=named, threshold=asked.threshold)
        nameless = len(at.in_force) - named
        here = [one for one in aside if one.match.candidate.listing.list_name == at.list_name]
        reasons = (
            said,
            *([_note("nameless", nameless=nameless)] if nameless else []),
            *map(_set_aside, here[: asked.top]),
            *_unread_notes(party),
            *_age_notes(at),
        )
        state = HitState.NOT_FOUND
    return Hit(party_id=party.id, state=state, list_name=at.list_name, list_date=date, reasons=reasons)


def _not_compared(party: Party, at: ListAt, as_of: dt.date) -> Reason | None:
    if at.snapshot is None:
        return _sentence("no_list", list=at.list_name, day=as_of, earliest=at.earliest)
    unread = why_unread(party)
    if unread is None:
        return None
    key, fields = unread
    return _sentence(key, list=at.list_name, date=at.snapshot.date, **fields)


def _set_aside(one: _Weighed) -> Reason:
    against = [reason for reason in one.weighed.reasons if reason.stance is Stance.AGAINST]
    named = {"listing": one.match.candidate.listing.id, "name": one.match.name.text}
    return _note("set_aside", **named, score=f"{one.match.score:.2f}", why=tuple(against))


def _sentence(key: str, **fields: object) -> Reason:
    return Reason(key=key, fields=tuple(fields.items()))


def _note(key: str, **fields: object) -> Reason:
    return _sentence(f"reason.{key}", **fields)
