"""Reading the register's tables into a Story: the one place where it is decided what the public may know.

Access is asked here, at build time, for every exhibit. A table that no run has made is told as not done.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sijill.model.evidence import Access, Deposit, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act, Entry
from sijill.store import catalogue, keyring
from sijill.store.access import Use, allowed, permitted, terms_of
from sijill.store.layout import Register
from sijill.tell.published import published_beside
from sijill.tell.story import (
    Beside,
    Claim,
    CountedList,
    Estimate,
    PublicExhibit,
    Published,
    Screened,
    Story,
    Text,
)
from sijill.tell.totals import Row, Totals, beside, totals

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_STAGES: Final = ("claims", "estimates", "beside")
_SILENCES: Final = {"arabic_layer": "layer", "from_picture": "picture"}
"""Of each problem for which a text is not to be quoted, the sentence that says so."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What the catalogue says, and who may be counted."""

    entries: list[Entry]
    deposits: list[Deposit]
    countable: frozenset[str]

    def list_names(self) -> dict[ExhibitId, str]:
        return {each.exhibit: each.list_name for each in self.deposits if each.list_name}


def gather(register: Register) -> Story:
    """Return what may be published of the register as it stands now."""
    record = _record(register)
    names = record.list_names()
    known = totals(
        _rows(register, "estimates"), counts_in=lambda number: number in record.countable, list_names=names
    )
    exhibits = _exhibits(register, record)
    claims, unquoted = _claims(register, exhibits, known)
    last = [entry for entry in record.entries if entry.act is not Act.PUBLICATION][-1]
    screened = _screened(record)
    stages = {name for name in _STAGES if _table(register, name) is not None}
    return Story(
        exhibits=exhibits,
        counted=_counted(known.published, exhibits, names),
        claims=claims,
        estimates=known.published,
        withheld=known.withheld,
        stages=frozenset(stages | ({"screening"} if screened else set())),
        unquoted=unquoted,
        screened=screened,
        checkpoint=(register.log / "checkpoints" / str(last.position + 1)).read_text(encoding="utf-8"),
        as_of=last.at,
        verifier=keyring.verifier_at(register, last.position + 1),
        made_up=register.made_by == "demo",
    )


def _record(register: Register) -> _Record:
    countable = frozenset(
        number for number, terms in terms_of(register).items() if allowed(terms, Use.TOTALS, Access.PUBLIC)
    )
    with catalogue.opened(register) as connection:
        return _Record(
            entries=catalogue.entries(connection),
            deposits=catalogue.deposits(connection),
            countable=countable,
        )


def _table(register: Register, name: str) -> Any:  # Any: pyarrow has no types
    """Return a table, or None when no run has made it."""
    from sijill.store import tables

    return tables.read(register, name) if name in tables.current(register) else None


def _rows(register: Register, name: str, *, of: Iterable[str] | None = None) -> list[Row]:
    """Return the rows of a table, none when no run has made it; those of the exhibits ``of`` when given."""
    import pyarrow as pa
    import pyarrow.compute

    table = _table(register, name)
    if table is None:
        return []
    if of is not None:
        wanted = pa.array(sorted(of), pa.string())
        table = table.filter(pa.compute.is_in(table.column("exhibit"), value_set=wanted))
    rows: list[Row] = table.to_pylist()
    return rows


def _numbers(register: Register, name: str) -> set[str]:
    """Return the exhibits that a table has rows of."""
    table = _table(register, name)
    return set() if table is None else set(table.column("exhibit").unique().to_pylist())


def _exhibits(register: Register, record: _Record) -> tuple[PublicExhibit, ...]:
    public = permitted(register, Use.PUBLISH, reader=Access.PUBLIC)
    texts: dict[str, list[Text]] = {exhibit.number: [] for exhibit in public}
    silences: dict[str, str] = {}
    for row in _rows(register, "passages", of=texts):
        silences[row["exhibit"]] = _SILENCES.get(row["problem"], "")
        texts[row["exhibit"]].append(Text(at=row["at"], position=row["position"], text=row["text"]))
    persons = _numbers(register, "rows") | _numbers(register, "mentions") | set(record.list_names())
    silences |= dict.fromkeys(persons, "persons")
    return tuple(
        _exhibit(exhibit, record, texts[exhibit.number], silence=silences.get(exhibit.number, ""))
        for exhibit in public
    )


def _exhibit(exhibit: Exhibit, record: _Record, texts: list[Text], *, silence: str) -> PublicExhibit:
    received = next(each.at for each in record.deposits if each.exhibit == exhibit.number)
    told = silence or ("" if any(text.text.strip() for text in texts) else "nothing")
    return PublicExhibit(
        number=exhibit.number,
        name=exhibit.name,
        list_name=record.list_names().get(exhibit.number, ""),
        size=exhibit.size,
        digest=exhibit.object,
        received=received[:10],
        texts=() if told else tuple(sorted(texts, key=lambda text: text.position)),
        silence=told,
    )


def _claims(
    register: Register, exhibits: tuple[PublicExhibit, ...], known: Totals
) -> tuple[tuple[Claim, ...], int]:
    public = {exhibit.number: exhibit for exhibit in exhibits}
    compared = {(row["exhibit"], row["position"]): row for row in _rows(register, "beside", of=public)}
    rows = sorted(_rows(register, "claims", of=public), key=lambda row: (row["exhibit"], row["position"]))
    quoted = [row for row in rows if _is_quoted(row, public[row["exhibit"]])]
    figures = published_beside(register, _rows(register, "published", of=public))
    claims = tuple(
        _claim(row, compared.get(key), known, figures.get(key, ()))
        for row in quoted
        for key in [(row["exhibit"], row["position"])]
    )
    return claims, len(rows) - len(quoted)


def _is_quoted(row: Row, exhibit: PublicExhibit) -> bool:
    """A figure is told only where its own words can be shown at its place."""
    return any(
        text.at == row["at"] and text.text[row["start"] : row["end"]] == row["text"] for text in exhibit.texts
    )


def _claim(row: Row, compared: Row | None, known: Totals, figures: tuple[Published, ...]) -> Claim:
    said: Beside | None = beside(compared, row["type"], known) if compared else None
    return Claim(
        exhibit=row["exhibit"],
        position=row["position"],
        at=row["at"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        least=row["min"],
        most=row["max"],
        qualifier=row["qualifier"] or "",
        type=row["type"] or "",
        unit=row["unit"] or "",
        subset_of=row["subset_of"],
        stance=row["stance"] or "",
        attribution=row["attribution"] or "",
        beside=said,
        published=figures,
    )


def _counted(
    published: tuple[Estimate, ...], exhibits: tuple[PublicExhibit, ...], names: Mapping[ExhibitId, str]
) -> tuple[CountedList, ...]:
    public = {exhibit.number for exhibit in exhibits}
    numbers = {number for total in published for each in total.lists for number in each.exhibits} - public
    return tuple(CountedList(number=number, list_name=names.get(number, "")) for number in sorted(numbers))


def _screened(record: _Record) -> tuple[Screened, ...]:
    """Return the screenings of parties that were given for totals; of others nothing is told, not that they were.

    Only a count of parties, and names and days of lists, are taken.
    """
    found = []
    for entry in record.entries:
        parties: Any = entry.about.get("compared")  # Any: JSON
        if entry.act is not Act.SCREENING or entry.about.get("parties") not in record.countable:
            continue
        if isinstance(parties, int):
            found.append(Screened(parties=parties, lists=_dated(entry.about.get("lists"))))
    return tuple(dict.fromkeys(found))


def _dated(lists: Any) -> tuple[str, ...]:  # Any: JSON
    """Return "name day" of each list that has a day; the shapes that runs have logged are both read."""
    pairs = lists.items() if isinstance(lists, dict) else []
    if isinstance(lists, list):
        pairs = [(each.get("list", ""), each.get("date", "")) for each in lists if isinstance(each, dict)]
    return tuple(sorted(f"{name} {day}".strip() for name, day in pairs if _DAY.fullmatch(str(day))))
