"""Registers with invented data for the tests of telling: files are added, tables are written as stages do."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from sijill.model.evidence import Access, Purpose
from sijill.model.log import Act
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import log, tables
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.opening import create_register

STATEMENT = """بيان صحفي صادر عن هيئة الشفافية في وادي النور
قالت الهيئة إن قرابة 1200 مواطن قُتلوا في إقليم السرو، وإن أكثر من 900 شخص ما زالوا معتقلين.
وأضافت أن مئات المنازل دُمّرت، ووثّقت «Cedar Watch» 14 هجوماً في 2011-2015.
"""
CANARY = "زعفرانكناري"
CLOSED_NAME = "شهادة-سرية-كناري.txt"

_LISTS, _TEXT = pa.list_(pa.string()), pa.string()
SCHEMAS: Mapping[str, tuple[Act, Mapping[str, Any]]] = {
    "passages": (
        Act.EXTRACTION,
        {"exhibit": _TEXT, "at": _TEXT, "position": pa.int32(), "text": _TEXT, "problem": _TEXT},
    ),
    "claims": (
        Act.CLAIMS,
        dict.fromkeys(("exhibit", "at"), _TEXT)
        | {"start": pa.int32(), "end": pa.int32(), "text": _TEXT, "min": pa.float64(), "max": pa.float64()}
        | dict.fromkeys(("qualifier", "type", "unit"), _TEXT)
        | {"subset_of": pa.int32(), "stance": _TEXT, "attribution": _TEXT, "perpetrator": _TEXT}
        | {"position": pa.int32()},
    ),
    "beside": (
        Act.CLAIMS,
        {"exhibit": _TEXT, "position": pa.int32()}
        | dict.fromkeys(("documented", "low", "high", "estimate"), pa.int64())
        | {"relation": _TEXT, "reason": _TEXT},
    ),
    "estimates": (
        Act.ESTIMATION,
        {"name": _TEXT}
        | dict.fromkeys(("documented", "estimate", "low", "high"), pa.int64())
        | dict.fromkeys(("refused_code", "refused_ar", "refused_en"), _TEXT)
        | dict.fromkeys(("assumptions_ar", "assumptions_en", "lists", "exhibits", "patterns"), _LISTS)
        | {"counts": pa.list_(pa.int64()), "warnings_ar": _LISTS, "warnings_en": _LISTS, "provenance": _TEXT},
    ),
    "mentions": (
        Act.LINKAGE,
        dict.fromkeys(("mention", "exhibit", "at", "list", "name", "father", "sex", "birth", "age"), _TEXT)
        | dict.fromkeys(("event_date", "place", "status", "kind"), _TEXT),
    ),
}


def write_table(register: Register, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Commit a table as the stage that makes it would; columns that a row lacks are null."""
    act, types = SCHEMAS[name]
    columns = {column: pa.array([row.get(column) for row in rows], kind) for column, kind in types.items()}
    order = [column for column in ("exhibit", "at", "position", "name") if column in types]
    content = tables.to_bytes(pa.table(columns), order=order, provenance={"method": "made for a test"})
    tables.commit(register, act, {name: content}, {"rows": len(rows)})


def add(
    register: Register, name: str, text: str, *, access: str = "public", consent: str = "", as_list: str = ""
) -> str:
    """Add a text file on terms; return its accession number. ``consent`` names purposes beside keeping."""
    folder = register.path.parent / "received"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    purposes = [Purpose(word) for word in consent.split()] if consent else None
    given = terms(Access(access), purposes)
    [added] = add_files(register, [folder / name], given=given, list_name=as_list or None)
    return str(added.exhibit)


def claim(exhibit: str, text: str, words: str, position: int, **more: Any) -> dict[str, Any]:
    """Return a row of ``claims`` for ``words`` where they stand in ``text``."""
    start = text.index(words)
    given = {"type": "killed", "qualifier": "exact", "stance": "asserted", "unit": "person"}
    place = {"exhibit": exhibit, "at": "text", "start": start, "end": start + len(words), "text": words}
    return {**place, **given, "position": position, **more}


def estimate(name: str, lists: Mapping[str, str], cells: Mapping[str, int], **more: Any) -> dict[str, Any]:
    """Return a row of ``estimates``: ``lists`` gives each list's name and exhibit."""
    return {
        "name": name,
        "documented": sum(cells.values()),
        "lists": list(lists),
        "exhibits": list(lists.values()),
        "patterns": list(cells),
        "counts": list(cells.values()),
        "assumptions_ar": ["القوائم سجّلت الأشخاص مستقلةً بعضها عن بعض بعد احتساب التفاعلات."],
        "assumptions_en": ["Lists recorded persons independently once the interactions are allowed for."],
        "warnings_ar": [],
        "warnings_en": [],
        "provenance": '{"method": "log-linear, BIC", "seed": 7, "inputs": ["' + "ab" * 32 + '"]}',
        **more,
    }


CELLS = {"100": 310, "010": 120, "001": 95, "110": 80, "101": 44, "011": 3, "111": 21}
SMALL_CELLS = {"100": 40, "010": 22, "001": 9, "110": 8, "101": 4, "011": 1, "111": 2}


def full_register(folder: Path) -> tuple[Register, dict[str, str]]:
    """Return a register with all tables and the accession numbers of its exhibits by short name."""
    register = create_register(folder / "made.register")
    numbers = {
        "statement": add(register, "بيان الهيئة.txt", STATEMENT),
        "secret": add(register, CLOSED_NAME, f"شهادة {CANARY} عن موقع", access="team"),
        "open": add(register, "cedar.csv", "name,status\nسلمى النوري,killed\n", as_list="مرصد الأرز"),
        "totals": add(
            register,
            "alnahr-kanari.csv",
            f"name\n{CANARY} النهري\n",
            access="team",
            consent="totals",
            as_list="لجنة النهر",
        ),
        "third": add(
            register,
            "north.csv",
            "name\nAmal\n",
            access="partner",
            consent="totals",
            as_list="Northern Archive",
        ),
        "kept": add(register, "kept.csv", f"name\n{CANARY}\n", access="team", as_list=f"قائمة {CANARY}"),
    }
    refresh(register)
    _tables(register, numbers)
    with writing(register.path):
        given = {"parties": numbers["totals"], "compared": 12}
        kept = {"parties": numbers["kept"], "compared": 4321}
        about = {"lists": [{"list": "ofac", "date": "2021-07-07"}], "names": [CANARY]}
        log.append(register, [(Act.SCREENING, {**given, **about}), (Act.SCREENING, {**kept, **about})])
    return register, numbers


def _tables(register: Register, numbers: Mapping[str, str]) -> None:
    lists = {
        "مرصد الأرز": numbers["open"],
        "لجنة النهر": numbers["totals"],
        "Northern Archive": numbers["third"],
    }
    killed = estimate(
        "killed", lists, CELLS, estimate=1010, low=900, high=1300, warnings_en=["Thin: 3 persons."]
    )
    detained = estimate(
        "detained",
        lists,
        SMALL_CELLS,
        refused_code="too_few_on_two",
        refused_ar="ورد 15 شخصاً فقط في قائمتين.",
        refused_en="Only 15 persons stand on two lists.",
    )
    missing = estimate(
        "missing",
        {**lists, f"قائمة {CANARY}": numbers["kept"]},
        {"1000": 7777},
        estimate=8888,
        low=8000,
        high=9999,
    )
    write_table(register, "estimates", [killed, detained, missing])
    statement = numbers["statement"]
    figures = {name: killed[name] for name in ("documented", "estimate", "low", "high")}
    hidden = {name: missing[name] for name in ("documented", "estimate", "low", "high")}
    speaker = {"attribution": "الهيئة", "perpetrator": f"فلان {CANARY}"}
    write_table(
        register,
        "claims",
        [
            claim(
                statement, STATEMENT, "قرابة 1200 مواطن", 0, min=1200, max=1200, qualifier="approx", **speaker
            ),
            claim(
                statement, STATEMENT, "أكثر من 900 شخص", 1, min=900, qualifier="more_than", type="detained"
            ),
            claim(
                statement,
                STATEMENT,
                "مئات المنازل",
                2,
                min=200,
                qualifier="indefinite_plural",
                type="destroyed",
            ),
            claim(
                statement, STATEMENT, "14 هجوماً", 3, min=14, max=14, type="attacks", attribution="Cedar Watch"
            ),
            {**claim(statement, STATEMENT, "بيان", 4), "exhibit": numbers["secret"], "text": CANARY},
        ],
    )
    write_table(
        register,
        "beside",
        [
            {"exhibit": statement, "position": 0, **figures, "relation": "inside"},
            {"exhibit": statement, "position": 1, "documented": 86, "relation": "no_estimate"},
            {"exhibit": statement, "position": 2, **hidden, "relation": "below_documented"},
            {"exhibit": statement, "position": 3, "relation": "not_comparable"},
        ],
    )
    row = {
        "exhibit": numbers["open"],
        "at": "row=2",
        "list": "مرصد الأرز",
        "name": "سلمى النوري",
        "kind": "killed",
    }
    write_table(register, "mentions", [{"mention": f"{numbers['open']}#row=2", **row}])
