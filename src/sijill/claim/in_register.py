"""Claims inside a register: read from every passage that may be read, entered in the ledger, set beside what is known."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sijill import __version__
from sijill.claim import documented, ledger
from sijill.claim.beside import Beside, Known, Said, set_beside
from sijill.claim.definition import ALL, EVERYBODY, definition_of
from sijill.claim.extract import extract_rows
from sijill.claim.published import Figure, loaded, of_type
from sijill.claim.reading import VERSION, reading_of
from sijill.claim.repeats import first_appearances, sentence_of
from sijill.claim.sentences import sentence_spans
from sijill.claim.tables import beside_table, claim_table, published_table
from sijill.claim.times import document_day
from sijill.claim.where import place_key
from sijill.model.claim import Definition, Qualifier, Relation
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.reading import NOT_QUOTED
from sijill.store import catalogue, log, tables
from sijill.store.access import Use, permitted
from sijill.store.gazetteer import TABLE as PLACES
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.text.extents import Extents, extents_of
from sijill.text.gazetteer import Gazetteer

METHOD: Final = "rules of quantities, version 9"
Row = dict[str, Any]
"""A row of a table. Any: text, numbers or None by column."""


def read_claims(register: Register) -> list[Row]:
    """Read the claims of all passages that may be quoted; keep the tables ``claims`` and ``beside``; the run is logged.

    What was read anew is entered in the ledger first, an entry of the log for each exhibit; nothing is entered
    where nothing changed. Returns the claims that stand, each with what is known beside it, at this moment:
    ``flow.count_and_compare`` runs it again after counting.
    """
    sources = _inputs(register, ("passages", PLACES))
    passages, places = _passages(register), register_gazetteer(register)
    read = {exhibit: _read(found, places) for exhibit, found in passages.items()}
    with writing(register.path):  # Only now: reading many texts takes minutes, in which others may write.
        tables.require_current(register, {"inputs": sources})
        readable = _quotable(register)
        passages = {exhibit: found for exhibit, found in passages.items() if exhibit in readable}
        held = read_ledger(register)
        changes = [ledger.change(each, held.get(each, []), read[each], METHOD) for each in sorted(passages)]
        notes = [(Act.CLAIM, about) for about in changes if about is not None]
        if notes:
            log.append(register, notes)
            held = read_ledger(register)
        made = tables.current(register)
        extents = extents_of(places)
        rows = _rows(held, passages, _received(register), extents)
        besides = _set_beside(register, rows, made, extents)
        figures = loaded(register)
        published = [each for row in rows for each in _beside_figures(row, figures, extents)]
        provenance = {
            "inputs": _inputs(register, ("passages", PLACES, *_KNOWN)),
            "figures": [each.id for each in figures],
            "method": METHOD,
            "readings": VERSION,
            "tool": f"sijill {__version__}",
        }
        order = ["exhibit", "position"]
        built = {
            "claims": tables.to_bytes(claim_table(rows), order=order, provenance=provenance),
            "beside": tables.to_bytes(beside_table(besides), order=order, provenance=provenance),
            "published": tables.to_bytes(
                published_table(published), order=[*order, "figure"], provenance=provenance
            ),
        }
        tables.commit_held(register, Act.CLAIMS, built, provenance)
    told: dict[tuple[str, int], list[Row]] = {}
    for each in published:
        told.setdefault((each["exhibit"], each["position"]), []).append(each)
    return [
        {**row, **one, "published": told.get((row["exhibit"], row["position"]), [])}
        for row, one in zip(rows, besides, strict=True)
    ]


_KNOWN: Final = ("estimates", "mentions", "clusters")


def read_ledger(register: Register) -> dict[str, list[ledger.Entered]]:
    """Return the whole ledger by exhibit, superseded claims included."""
    with catalogue.opened(register) as connection:
        return ledger.replay(catalogue.entries(connection, Act.CLAIM))


def _inputs(register: Register, names: Sequence[str]) -> list[str]:
    """Return the digests of those of the tables that there are."""
    made = tables.current(register)
    return [made[name] for name in names if name in made]


def _quotable(register: Register) -> set[ExhibitId]:
    """Return the exhibits that may be read now; lists of persons have ages and dates, not claims."""
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    with catalogue.opened(register) as connection:
        return readable - {each.exhibit for each in catalogue.deposits(connection) if each.list_name}


def _passages(register: Register) -> dict[str, list[Row]]:
    """Return the passages that may be quoted, by exhibit."""
    readable = _quotable(register)
    found: dict[str, list[Row]] = {}
    for passage in tables.read(register, "passages").select(["exhibit", "at", "text", "problem"]).to_pylist():
        if passage["exhibit"] in readable and passage["problem"] not in NOT_QUOTED:
            found.setdefault(passage["exhibit"], []).append(passage)
    return found


def _read(passages: Sequence[Row], places: Gazetteer) -> list[Row]:
    """Return the claims of an exhibit's passages; the date line of its first is the day of all."""
    read: list[Row] = []
    day = document_day(passages[0]["text"]) if passages else None
    for passage in passages:
        before = len(read)
        for told in extract_rows(passage["text"], places, day):
            whole = told["subset_of"]
            read.append(
                {
                    **told,
                    "at": passage["at"],
                    "subset_of": None if whole is None else before + int(str(whole)),
                }
            )
    return read


def _received(register: Register) -> dict[str, int]:
    """Return for each exhibit the log position of its first deposit."""
    with catalogue.opened(register) as connection:
        deposits = catalogue.deposits(connection)
    return {each.exhibit: each.position for each in sorted(deposits, key=lambda each: -each.position)}


def _rows(
    held: Mapping[str, list[ledger.Entered]],
    passages: Mapping[str, list[Row]],
    received: Mapping[str, int],
    extents: Extents,
) -> list[Row]:
    """Return the claims that stand of the exhibits that may be read now."""
    rows = []
    for exhibit in sorted(passages):
        sentences = {
            each["at"]: (each["text"], list(sentence_spans(each["text"]))) for each in passages[exhibit]
        }
        for entered in held.get(exhibit, []):
            if entered.superseded is None:
                text, spans = sentences[entered.row["at"]]
                span = next(span for span in spans if span[1] >= entered.row["end"])
                rows.append(_row(entered, text[slice(*span)], span[0], extents))
    first = first_appearances(rows, received)
    return [row | {"repeats": _name(first.get((row["exhibit"], row["position"])))} for row in rows]


def _name(key: tuple[str, int] | None) -> str:
    return f"{key[0]}/{key[1]}" if key else ""


def _row(entered: ledger.Entered, sentence: str, sentence_at: int, extents: Extents) -> Row:
    told = dict(entered.row)
    words = {name: told[name]["text"] if told[name] else "" for name in ("attribution", "perpetrator")}
    definition = definition_of(told)
    reading = reading_of(told["min"], told["max"], Qualifier(told["qualifier"]), told["text"])
    return {
        **told,
        **words,
        "chain": [link["text"] for link in told.get("chain", ())],
        "exhibit": entered.exhibit,
        "position": entered.number,
        "entered": entered.position,
        "places": list(definition.places),
        "located": place_key(definition.places, extents),
        "since": definition.since,
        "until": definition.until,
        "reading_low": reading.low if reading else None,
        "reading_high": reading.high if reading else None,
        "reading_rule": reading.rule if reading else "",
        "sentence": sentence,
        "sentence_at": sentence_at,
        "definition": definition,
        "reading": reading,
    }


def _set_beside(register: Register, rows: list[Row], made: Mapping[str, str], extents: Extents) -> list[Row]:
    estimates = tables.read(register, "estimates").to_pylist() if "estimates" in made else []
    totals = {row["name"]: _total(row) for row in estimates if row["name"] in documented.KINDS}
    people = _people(register) if totals and {"mentions", "clusters"} <= made.keys() else []
    others = _others(rows)
    return [_beside(row, _known(row["definition"], totals, people, extents), others, extents) for row in rows]


def _total(row: Row) -> Known:
    """Return a total of the register: all persons of its lists, of every place and time; by whom the lists do not say."""
    return Known(
        definition=Definition(
            type=row["name"], population=EVERYBODY, cause=ALL, places=(ALL,), since=ALL, until=ALL
        ),
        documented=row["documented"],
        low=row["low"],
        high=row["high"],
        estimate=row["estimate"],
    )


def _people(register: Register) -> list[documented.Person]:
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    clusters = tables.read(register, "clusters")
    person_of = dict(zip(clusters["mention"].to_pylist(), clusters["person"].to_pylist(), strict=True))
    mentions = tables.read(register, "mentions").to_pylist()
    return documented.persons((each for each in mentions if each["exhibit"] in readable), person_of)


def _quantity(row: Row) -> Definition:
    """Return what a claim counts, its places in one writing."""
    definition: Definition = row["definition"]
    return dataclasses.replace(definition, places=row["located"])


def _others(rows: list[Row]) -> dict[Definition, list[Row]]:
    """Return the claims of each definition that are no repeats: what else was said of the same quantity."""
    found: dict[Definition, list[Row]] = {}
    for row in rows:
        if not row["repeats"]:
            found.setdefault(_quantity(row), []).append(row)
    return found


def _beside(
    row: Row, known_of: tuple[Known | None, int], others: Mapping[Definition, list[Row]], extents: Extents
) -> Row:
    known, unsure = known_of
    answer = set_beside(_said(row), known, extents) if known else None
    shown = known if answer and answer.relation is not Relation.NOT_COMPARABLE else None
    same = [
        each
        for each in others.get(_quantity(row), [])
        if _key(each) not in {_key(row), row["repeats"]} and sentence_of(each) != sentence_of(row)
    ]
    return {
        "exhibit": row["exhibit"],
        "position": row["position"],
        "documented": shown.documented if shown else None,
        "unsure": unsure if shown else None,
        "estimate": shown.estimate if shown else None,
        "low": shown.low if shown else None,
        "high": shown.high if shown else None,
        "others": [_key(each) for each in same],
        **_fields(answer),
    }


def _said(row: Row) -> Said:
    return Said(
        definition=row["definition"],
        reading=row["reading"],
        qualifier=Qualifier(row["qualifier"]),
        is_part=row["subset_of"] is not None,
        is_denied=row["stance"] == "denied",
    )


def _beside_figures(row: Row, figures: list[Figure], extents: Extents) -> list[Row]:
    """Return a claim beside each published figure of its type."""
    place = {"exhibit": row["exhibit"], "position": row["position"]}
    return [
        {
            **place,
            "figure": figure.id,
            **{name: getattr(figure.known, name) for name in ("documented", "estimate", "low", "high")},
            **_fields(set_beside(_said(row), figure.known, extents)),
        }
        for figure in of_type(figures, row["type"])
    ]


def _known(
    definition: Definition,
    totals: Mapping[str, Known],
    people: list[documented.Person],
    extents: Extents,
) -> tuple[Known | None, int]:
    """Return what is known of just what a claim counts, and of how many the lists do not tell; else its type's total."""
    total = totals.get(definition.type)
    is_part = (
        bool(definition.places or definition.since or definition.until) or definition.population == "child"
    )
    counted = documented.count(people, definition, extents) if total and is_part else None
    if total is None or counted is None:
        return total, 0
    if counted.is_total and definition.population == EVERYBODY:
        same = dataclasses.replace(total, definition=definition, documented=counted.sure)
        return same, counted.unsure
    return Known(definition=definition, documented=counted.sure), counted.unsure


def _key(row: Row) -> str:
    return f"{row['exhibit']}/{row['position']}"


_LISTS: Final = ("differing", "doubtful", "narrower", "unsaid")
"""Lists of fields, in the order in which a reader has to know of them."""


def _fields(answer: Beside | None) -> Row:
    if answer is None:
        return {
            "relation": "not_comparable", "reason": "no_total", "where": "", **{name: [] for name in _LISTS},
        }  # fmt: skip
    names = {name: [field.value for field in getattr(answer, name)] for name in _LISTS}
    told = next((name for name in _LISTS if names[name]), "")
    return {"relation": answer.relation.value, "reason": told, "where": answer.where, **names}
