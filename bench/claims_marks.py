"""How read claims are set against annotated ones: matched by place and value, then compared field by field."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Item = dict[str, Any]
"""An annotated text, claim or span. Any: JSON values."""
FIELDS = ("attribution", "chain", "stance", "perpetrator", "place", "time")


@dataclasses.dataclass(slots=True)
class Marks:
    """Counts over texts; shares are made of them at the end."""

    texts: int = 0
    gold: int = 0
    read: int = 0
    span: int = 0
    value: int = 0
    qualifier: int = 0
    type: int = 0
    all_three: int = 0
    parts: int = 0
    parts_right: int = 0
    false: int = 0
    right: Counter[str] = dataclasses.field(default_factory=Counter)
    """By field: claims of right value whose field is right as well."""
    named: Counter[str] = dataclasses.field(default_factory=Counter)
    """By field: claims of right value for which the annotation has something."""
    named_right: Counter[str] = dataclasses.field(default_factory=Counter)

    def f1(self, hits: int) -> float:
        """Return F1 over all claims for ``hits`` right ones."""
        return 2 * hits / max(1, self.gold + self.read)

    def add(self, other: "Marks") -> None:
        """Count what ``other`` counted as well."""
        for field in dataclasses.fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            setattr(self, field.name, mine + theirs)


def mark(item: Item, rows: Sequence[Item], told: Callable[[str], None] | None = None) -> Marks:
    """Return the marks of one text; ``told`` is called with a line for each claim missed or made up."""
    marks = Marks(texts=1, gold=len(item["claims"]), read=len(rows))
    pairs = _pairs(item["claims"], rows)
    by_id = {claim["id"]: place for place, claim in enumerate(item["claims"])}
    for place, gold in enumerate(item["claims"]):
        row = rows[pairs[place]] if place in pairs else None
        if row is None or not _same_value(gold, row):
            marks.span += row is not None
            if told:
                told(
                    f"{item['id']} {gold['span']['text']} {gold['quantity']} {gold['type']} -> {_brief(row)}"
                )
            continue
        _value_marks(marks, gold, row)
        if gold["subset_of"]:
            marks.parts += 1
            marks.parts_right += row["subset_of"] == pairs.get(by_id[gold["subset_of"]], -1)
        _field_marks(marks, item["claims"], gold, row, told, item["id"])
    free = [place for place in range(len(rows)) if place not in pairs.values()]
    marks.false = sum(any(_overlap(span, rows[place]) for span in item["not_claims"]) for place in free)
    if told:
        for place in free:
            told(f"{item['id']} extra {_brief(rows[place])}")
    return marks


def _brief(row: Item | None) -> str:
    if row is None:
        return "nothing"
    return f"«{row['text']}» {row['min']} {row['max']} {row['qualifier']} {row['type']} {row['unit']} <{row['subset_of']} {row['trace']}"


def _pairs(gold: Sequence[Item], rows: Sequence[Item]) -> dict[int, int]:
    """Pair each annotated claim with one row whose words overlap its own, equal values first."""
    found = sorted(
        (
            (_overlap(claim["span"], row) + 100 * _same_value(claim, row), here, there)
            for here, claim in enumerate(gold)
            for there, row in enumerate(rows)
            if _overlap(claim["span"], row)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, here, there in found:
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


def _value_marks(marks: Marks, gold: Item, row: Item) -> None:
    qualifier, kind = row["qualifier"] == gold["quantity"]["qualifier"], row["type"] == gold["type"]
    marks.span += 1
    marks.value += 1
    marks.qualifier += qualifier
    marks.type += kind
    marks.all_three += qualifier and kind


def _field_marks(
    marks: Marks, golds: Sequence[Item], gold: Item, row: Item, told: Callable[[str], None] | None, name: str
) -> None:
    if told and (row["qualifier"], row["type"]) != (gold["quantity"]["qualifier"], gold["type"]):
        told(
            f"{name} {gold['span']['text']} is {gold['quantity']['qualifier']} {gold['type']} -> {_brief(row)}"
        )
    for field in FIELDS:
        wanted, found = _inherited(golds, gold, field), _of(row, field)
        right = _is_right(field, wanted, found)
        marks.right[field] += right
        marks.named[field] += bool(wanted)
        marks.named_right[field] += bool(wanted) and right
        if told and not right:
            told(f"{name} {gold['span']['text']} {field}: {_words(wanted)} -> {_words(found)}")


def _words(value: Any) -> str:
    return (
        value
        if isinstance(value, str)
        else " > ".join(f"{each['text']}={each.get('iso', '')}" for each in value)
    )


def _of(claim: Item, field: str) -> Any:
    """Return a field as a list of spans, the stance as its word."""
    if field == "stance":
        return claim["stance"]
    if field == "chain":
        chain = claim.get("chain") or claim.get("attribution_chain")
        return chain or _of(claim, "attribution")
    value = claim.get(field)
    return value if isinstance(value, list) else [value] if value else []


def _inherited(golds: Sequence[Item], gold: Item, field: str) -> Any:
    """Return a field of a claim; a part for which the text says nothing of its own has that of its whole."""
    value = _of(gold, field)
    whole = next((each for each in golds if each["id"] == gold["subset_of"]), None)
    return value if value or whole is None else _inherited(golds, whole, field)


def _is_right(field: str, wanted: Any, found: Any) -> bool:
    """Stances are equal; spans are right when each overlaps its counterpart, in number and order, times with equal ISO."""
    if field == "stance":
        return bool(wanted == found)
    if field == "place":
        return bool(wanted) == bool(found) and (
            not wanted or any(_overlap(a, b) for a in wanted for b in found)
        )
    if field == "time":
        return bool(wanted) == bool(found) and (
            not wanted or any(_overlap(a, b) and a.get("iso") == b.get("iso") for a in wanted for b in found)
        )
    return len(wanted) == len(found) and all(_overlap(a, b) for a, b in zip(wanted, found, strict=True))


def _overlap(first: Item, second: Item) -> int:
    return int(max(0, min(first["end"], second["end"]) - max(first["start"], second["start"])))


def _same_value(gold: Item, row: Item) -> bool:
    quantity = gold["quantity"]
    return _same(quantity["min"], row["min"]) and _same(quantity["max"], row["max"])


def _same(wanted: float | None, found: float | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return abs(wanted - found) <= 1e-3 * max(1, abs(wanted))


def total(marks: Iterable[Marks]) -> Marks:
    """Return the sum of ``marks``."""
    whole = Marks()
    for each in marks:
        whole.add(each)
    return whole
