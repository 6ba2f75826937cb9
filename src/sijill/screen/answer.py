"""The answer as a table and as a document: the same bytes for the same input, in either language."""

import csv
import dataclasses
import datetime as dt
import enum
import io
from collections.abc import Mapping, Sequence
from typing import Final

from sijill import __version__
from sijill.model.listing import Caution, Listing, PartyType, Snapshot
from sijill.model.screening import Hit, HitState, Reason, Stance
from sijill.names.parameters import load_parameters
from sijill.screen.history import ListAt
from sijill.screen.match import METHOD
from sijill.screen.parties import PartyTable
from sijill.text.stored import WINDOWS_1256
from sijill.words import say

COLUMNS: Final = ("party_id", "listing_id", "score", "state", "list", "list_date", "reasons")

_BETWEEN: Final = {"ar": "؛ ", "en": "; "}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, as the answer's provenance repeats it."""

    as_of: dt.date
    threshold: float
    top: int


def table(hits: Sequence[Hit], language: str) -> bytes:
    """Return the answer as CSV in UTF-8 with the columns ``COLUMNS``; empty where nothing applies."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(hits, language))
    return out.getvalue().encode("utf-8")


def rows(hits: Sequence[Hit], language: str) -> list[list[str]]:
    """Return the answer row by row, the columns being ``COLUMNS``, reasons in words of ``language``."""
    return [_row(hit, language) for hit in hits]


def document(
    hits: Sequence[Hit], lists: Sequence[ListAt], parties: PartyTable, *, question: Question, language: str
) -> dict[str, object]:
    """Return the answer with its provenance, for JSON: hashes of all files, method, version, parameters."""
    return {
        "provenance": {
            "method": METHOD,
            "note": say("screen.method", language),
            "version": __version__,
            "names": load_parameters().version,
            "as_of": question.as_of.isoformat(),
            "threshold": question.threshold,
            "top": question.top,
            "parties": {
                "file": parties.file,
                "sha256": parties.sha256,
                "rows": len(parties.parties),
                **({"encoding": parties.encoding} if parties.encoding == WINDOWS_1256 else {}),
            },
            "lists": [_list(at) for at in lists],
        },
        "cautions": [*cautions_on(parties, language), *cautions(lists, question.as_of, language)],
        "hits": [_object(hit, language) for hit in hits],
    }


def summary(hits: Sequence[Hit], lists: Sequence[ListAt], as_of: dt.date, language: str) -> list[str]:
    """Return the lines that tell with which lists of which dates how many parties were compared."""
    compared = [
        say(
            "screen.summary.list",
            language,
            list=at.list_name,
            date=at.snapshot.date,
            compared=sum(bool(listing.names) for listing in at.in_force),
            listings=len(at.in_force),
        )
        for at in lists
        if at.snapshot is not None
    ]
    named = _BETWEEN[language].join(compared) or say("screen.summary.none", language)
    counts = {state.name.lower(): 0 for state in HitState}
    states = party_states(hits)
    for state in states.values():
        counts[state.name.lower()] += 1
    return [
        say("screen.summary.lists", language, day=as_of, lists=named),
        say("screen.summary.parties", language, parties=len(states), **counts),
    ]


def party_states(hits: Sequence[Hit]) -> dict[str, HitState]:
    """Return for each party the strongest of its states; not compared only if no list was compared."""
    found: dict[str, HitState] = {}
    order = list(HitState)
    for hit in hits:
        found[hit.party_id] = min(found.get(hit.party_id, hit.state), hit.state, key=order.index)
    return found


def cautions(lists: Sequence[ListAt], as_of: dt.date, language: str) -> list[str]:
    """Return what has to be known about the lists, one sentence each."""
    found = []
    for at in lists:
        if at.snapshot is None:
            fields = (("list", at.list_name), ("day", as_of), ("earliest", at.earliest))
            found.append(Caution(key="caution.no_list", fields=fields))
        found += at.cautions
    return [say(f"screen.{caution.key}", language, **dict(caution.fields)) for caution in found]


def cautions_on(parties: PartyTable, language: str) -> list[str]:
    """Return what has to be known about the table of parties."""
    guessed = parties.encoding == WINDOWS_1256
    return [say("screen.caution.windows_1256", language, file=parties.file)] if guessed else []


def sentence(reason: Reason, language: str) -> str:
    """Return a reason in words, with for or against before it."""
    fields = {name: _shown(value, language) for name, value in reason.fields}
    said = say(f"screen.{reason.key}", language, **fields)
    if reason.stance is Stance.NOTE:
        return said
    return say(f"screen.stance.{reason.stance}", language, reason=said)


def _shown(value: object, language: str) -> object:
    if isinstance(value, PartyType):
        return say(f"screen.type.{value}", language)
    if isinstance(value, enum.StrEnum):
        return say(f"screen.kind.{value}", language)
    if isinstance(value, tuple):
        bare = [dataclasses.replace(reason, stance=Stance.NOTE) for reason in value]
        return _BETWEEN[language].join(sentence(reason, language) for reason in bare)
    return value


def _row(hit: Hit, language: str) -> list[str]:
    return [
        hit.party_id,
        hit.listing.id if hit.listing is not None else "",
        f"{hit.score:.4f}" if hit.score is not None else "",
        hit.state,
        hit.list_name,
        hit.list_date.isoformat(),
        _BETWEEN[language].join(sentence(reason, language) for reason in hit.reasons),
    ]


def _object(hit: Hit, language: str) -> dict[str, object]:
    found: dict[str, object] = dict(zip(COLUMNS, _row(hit, language), strict=True))
    found["score"] = hit.score
    found["name_score"] = hit.name_score
    found["reasons"] = [
        {"key": reason.key, "stance": str(reason.stance), "text": sentence(reason, language)}
        for reason in hit.reasons
    ]
    found["listing"] = _listing(hit.listing) if hit.listing is not None else None
    return found


def _listing(listing: Listing) -> dict[str, object]:
    return {
        "id": listing.id,
        "type": str(listing.type),
        "names": [{"kind": str(name.kind), "name": name.text} for name in listing.names],
        "programmes": list(listing.programmes),
        "birth_dates": [span.written for span in listing.births],
        "countries": list(listing.countries),
        "linked_to": list(listing.linked_to),
        "listed_on": _iso(listing.listed_on),
        "list_date": _iso(listing.list_date),
        "details_date": _iso(listing.details_date),
        "source": dataclasses.asdict(listing.source),
        "details_source": dataclasses.asdict(listing.details_source or listing.source),
    }


def _list(at: ListAt) -> Mapping[str, object]:
    if at.snapshot is None:
        return {"list": at.list_name, "date": None, "earliest": _iso(at.earliest)}
    return {
        "list": at.list_name,
        "date": _iso(at.snapshot.date),
        "listings": len(at.in_force),
        "listings_with_a_name": sum(bool(listing.names) for listing in at.in_force),
        "formerly_listed": len(at.former),
        "files": _files(at.snapshot),
        "earlier": [{"date": _iso(one.date), "files": _files(one)} for one in at.earlier],
    }


def _files(snapshot: Snapshot) -> list[dict[str, object]]:
    return [dataclasses.asdict(file) for file in snapshot.files]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
