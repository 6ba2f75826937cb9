"""A public report and a testimony as Word files, right to left, the same bytes at each run."""

import datetime as dt
import io
import itertools
import zipfile
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sijill.demo.country import Country
from sijill.demo.events import Kind, Victim
from sijill.demo.pools import load

_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP file can say; the real time would change the bytes."""


def report(country: Country) -> bytes:
    """Return the civil record's public report: a few sentences and a table of the killed by governorate.

    The living are in no table of it: small numbers of them would point at persons.
    """
    texts = load("documents")["report"]
    book = country.books[0]
    kinds = {victim.person.id: victim.kind for victim in country.victims}
    counts = Counter(kinds[entry.person_id] for entry in book.entries)
    killed = [entry for entry in book.entries if kinds[entry.person_id] is Kind.KILLED]
    places = Counter(entry.governorate or texts["unknown"] for entry in killed)
    fields = {kind.value: counts[kind] for kind in Kind}
    paragraphs = [text.format(entries=len(book.entries), **fields) for text in texts["paragraphs"]]
    body = [[place, str(count)] for place, count in sorted(places.items(), key=lambda one: (-one[1], one[0]))]
    return _docx(texts, paragraphs, [texts["headers"], *body])


def testimony(country: Country) -> bytes:
    """Return a witness's account that names three of the detained or missing, the witness unnamed."""
    texts = load("documents")["testimony"]
    first, second, third = witnessed(country)
    site = third.site or load("places")["site"][0]["ar"]
    fields = {
        "town": first.town.ar,
        "date": f"{first.date.day}/{first.date.month}/{first.date.year}",
        "site": site,
        "first": _called(first),
        "second": _called(second),
        "third": _called(third),
    }
    return _docx(texts, [text.format(**fields) for text in texts["paragraphs"]], [])


def witnessed(country: Country) -> tuple[Victim, Victim, Victim]:
    """Return the three whom the testimony names: detained men of one household first, where there is one."""
    taken = [victim for victim in country.victims if victim.kind is not Kind.KILLED] + list(country.victims)
    men = [victim for victim in taken if victim.person.sex == "M"]
    pairs = [
        pair
        for pair in itertools.pairwise(men)
        if pair[0].person.household == pair[1].person.household and pair[0].date == pair[1].date
    ]
    first, second = pairs[0] if pairs else (men[0], men[1])
    third = next(victim for victim in men if victim not in {first, second})
    return first, second, third


def _called(victim: Victim) -> str:
    person = victim.person
    return f"{person.given.arabic} {person.father.arabic} {person.family.arabic}"


def _docx(texts: dict[str, Any], paragraphs: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    # Any: a TOML table
    import docx

    document = docx.Document()
    made = dt.datetime.fromisoformat(texts["date"])
    document.core_properties.created = made
    document.core_properties.modified = made
    document.core_properties.title = texts["title"]
    document.core_properties.author = ""
    _right_to_left(document.add_heading(texts["title"], level=1))
    for text in paragraphs:
        _right_to_left(document.add_paragraph(text))
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
                _right_to_left(cell.paragraphs[0])
    out = io.BytesIO()
    document.save(out)
    return _same_bytes(out.getvalue())


def _right_to_left(paragraph: Any) -> None:  # python-docx has no public type for both callers
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001  # no public way to say bidi
    for run in paragraph.runs:
        run.font.rtl = True


def _same_bytes(content: bytes) -> bytes:
    """Return the ZIP file ``content`` without the time and the system that it was made on."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return out.getvalue()
