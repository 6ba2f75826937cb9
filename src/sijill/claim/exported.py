"""Claims for others, as JSON-LD: schema.org Claim and ClaimReview, without a rating.

schema.org has no words for a number, its bounds or what it counts; they are told as a QuantitativeValue. A review
here is a comparison, never a verdict: it has no ``reviewRating``. What this register counts is told to the team only,
since a relation gives a total away; figures that others published are told to everybody.
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.claim.published import Figure, loaded
from sijill.claim.wording import sentence
from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.store import catalogue, log, tables
from sijill.store.access import Use, permitted
from sijill.store.files import write_durably
from sijill.store.layout import Register
from sijill.store.lock import writing

Row = Mapping[str, Any]
"""A row of a table. Any: text, numbers or None by column."""

_CONTEXT: Final = "https://schema.org"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file of claims that was handed over."""

    out: Path
    claims: int
    exhibits: tuple[str, ...]
    position: int
    """Of the export's entry in the log."""


def export_claims(
    register: Register, out: Path, *, recipient: str, reader: Access = Access.PUBLIC, language: str = "en"
) -> Exported:
    """Have the claims of the exhibits open to a reader at ``out``, logged as an export before the file is there.

    UsageError when claims were never read, or ``out`` is there already.
    """
    if out.exists() or out.is_symlink():
        raise UsageError("dossier_exists", path=out)
    if not out.resolve().parent.is_dir():
        raise InputError("output_folder", path=out)
    with writing(register.path):
        exhibits = {
            each.number: each for each in permitted(register, Use.EXPORT, reader=reader, to=recipient)
        }
        rows = [row for row in tables.read(register, "claims").to_pylist() if row["exhibit"] in exhibits]
        beside = _by_claim(tables.read(register, "beside").to_pylist()) if reader is Access.TEAM else {}
        published = _by_claim(tables.read(register, "published").to_pylist())
        figures = {each.id: each for each in loaded(register)}
        numbers = tuple(sorted({row["exhibit"] for row in rows}))
        told = {
            "@context": _CONTEXT,
            "@graph": [
                _review(row, exhibits, _compared(row, beside, published, figures, language)) for row in rows
            ],
        }
        about = {
            "kind": "claims",
            "exhibits": list(numbers),
            "recipient": recipient,
            "reader": reader.value,
        }
        [position] = log.append(register, [(Act.EXPORT, about)])
        with catalogue.opened(register):
            pass
        write_durably(out, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    return Exported(out=out, claims=len(rows), exhibits=numbers, position=position)


def _by_claim(rows: Iterable[Row]) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        found.setdefault((row["exhibit"], row["position"]), []).append(row)
    return found


def _review(
    row: Row, exhibits: Mapping[ExhibitId, Exhibit], compared: Sequence[str]
) -> dict[str, Any]:  # Any: JSON
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"#{row['exhibit']}/{row['position']}",
        "text": row["text"],
        "appearance": {
            "@type": "CreativeWork",
            "identifier": row["exhibit"],
            "sha256": exhibits[row["exhibit"]].object,
            "locator": {"at": row["at"], "start": row["start"], "end": row["end"]},
        },
        "about": _quantity(row),
    }
    if row["attribution"]:
        claim["author"] = {"@type": "Thing", "name": row["attribution"]}
    if row["repeats"].partition("/")[0] in exhibits:
        claim["firstAppearance"] = {"@id": f"#{row['repeats']}"}
    review: dict[str, Any] = {"@type": "ClaimReview", "claimReviewed": row["text"], "itemReviewed": claim}
    return review | ({"reviewBody": "\n".join(compared)} if compared else {})


def _quantity(row: Row) -> dict[str, Any]:  # Any: JSON
    told = {
        "@type": "QuantitativeValue",
        "minValue": _number(row["min"]),
        "maxValue": _number(row["max"]),
        "unitText": row["unit"],
        "measurementTechnique": row["qualifier"],
        "name": row["type"],
        "stance": row["stance"],
        "subsetOf": None if row["subset_of"] is None else f"#{row['exhibit']}/{row['subset_of']}",
    }
    return {name: value for name, value in told.items() if value is not None}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _compared(
    row: Row,
    beside: Mapping[tuple[str, int], list[Row]],
    published: Mapping[tuple[str, int], list[Row]],
    figures: Mapping[str, Figure],
    language: str,
) -> list[str]:
    key = (row["exhibit"], row["position"])
    lines = [sentence(each, language) for each in beside.get(key, ())]
    for each in published.get(key, ()):
        figure = figures[each["figure"]]
        name = f"{figure.publisher}, {figure.document} ({figure.published})"
        lines.append(f"{name}: {sentence(each, language)}")
    return lines
