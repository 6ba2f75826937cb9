"""What auto-archiver (Bellingcat) writes of what it archived: CSV, HTML or JSON. Runs in the child.

CSV has the columns status, metadata and media, the last two as Python writes a dictionary; HTML is a page an item, with
a table of media and one of metadata; JSON is an item, or a list of them, with the same names as the CSV. Each medium
has the key that it was stored under and, where the hash enricher ran, ``SHA-256:…`` or ``SHA3-512:…``.
"""

import ast
import csv
import datetime as dt
import html.parser
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sijill.read.plain import Unreadable

_LONGEST: Final = 64 << 20
_MOST_ITEMS: Final = 100_000
_COLUMNS: Final = ["status", "metadata", "media"]
_MADE_WITH: Final = "bellingcat/auto-archiver"
_DEPTH: Final = 5

Item = dict[str, Any]  # Any: JSON


def look_into(path: Path, name: str) -> Item:
    """Return the items that a file of auto-archiver's tells of; none when it is no such file."""
    with path.open("rb") as handle:
        content = handle.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise Unreadable("too_large")
    text = content.decode("utf-8-sig", "replace")
    reader = {".csv": _of_csv, ".html": _of_html, ".json": _of_json}[Path(name).suffix.lower()]
    return {"items": list(itertools.islice(reader(text), _MOST_ITEMS))}


def _of_csv(text: str) -> Iterator[Item]:
    if not text.startswith(",".join(_COLUMNS)):
        return
    csv.field_size_limit(_LONGEST)
    for row in csv.DictReader(io.StringIO(text, newline="")):
        try:
            metadata, media = _literal(row["metadata"] or ""), _literal(row["media"] or "")
        except (ValueError, SyntaxError, RecursionError, LookupError, TypeError, OverflowError):
            yield {"problem": "unreadable_item"}
            continue
        yield _item(metadata, media)


def _of_json(text: str) -> Iterator[Item]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return
    for each in told if isinstance(told, list) else [told]:
        if (
            isinstance(each, dict)
            and isinstance(each.get("metadata"), dict)
            and isinstance(each.get("media"), list)
        ):
            yield _item(each["metadata"], each["media"])


def _of_html(text: str) -> Iterator[Item]:
    if _MADE_WITH not in text:
        return
    page = _Page()
    page.feed(text)
    page.close()
    if page.media or page.metadata:
        metadata = {"url": page.url, **page.metadata}
        yield {**_item(metadata, page.media), "version": page.version}


def _item(metadata: Any, media: Any) -> Item:  # Any: what a file says
    if not isinstance(metadata, dict) or not isinstance(media, list):
        return {"problem": "unreadable_item"}
    return {
        "url": _word(metadata.get("url")),
        "title": _word(metadata.get("title")),
        "published": _moment(metadata.get("timestamp")),
        "collected": _moment(metadata.get("_processed_at")),
        "version": "",
        "media": list(_media(media, 0)),
    }


def _media(told: Any, depth: int) -> Iterator[Item]:  # Any: what a file says
    """Yield every medium, those inside others too: thumbnails, time stamp tokens."""
    if isinstance(told, list):
        for each in told:
            yield from _media(each, depth)
    elif (
        isinstance(told, dict) and depth < _DEPTH and ("filename" in told or "_key" in told or "key" in told)
    ):
        properties = told.get("properties") if isinstance(told.get("properties"), dict) else {}
        key = told.get("_key") or told.get("key") or told.get("filename")
        yield {"key": _word(key), "hash": _word((properties or {}).get("hash"))}
        for each in (properties or {}).values():
            yield from _media(each, depth + 1)


def _word(value: Any) -> str:  # Any: what a file says
    return str(value) if isinstance(value, str | int | float) else ""


def _moment(value: Any) -> str:  # Any: what a file says
    """Return a time as written; one that JSON has as seconds since 1970, in UTC."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return dt.datetime.fromtimestamp(value, dt.UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    return _word(value)


def _literal(text: str) -> Any:  # Any: what a file says
    """Return what a Python literal stands for, times of ``datetime`` included; nothing in it is ever run."""
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node: ast.expr) -> Any:  # Any: what a file says
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Dict(keys=keys, values=values):
            return {_value(key): _value(value) for key, value in zip(keys, values, strict=True) if key}
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return [_value(each) for each in parts]
        case ast.Call(func=ast.Attribute(attr="datetime"), args=args, keywords=named):
            return _time([_value(each) for each in args], bool(named))
    return ""


def _time(numbers: list[Any], is_zoned: bool) -> str:
    year, month, day, *rest = (int(each) for each in numbers[:7])
    hour, minute, second, micro = (*rest, 0, 0, 0, 0)[:4]
    moment = dt.datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - the zone is told below
    return moment.isoformat() + ("+00:00" if is_zoned else "")


class _Page(html.parser.HTMLParser):
    """A page of one item: labels stand in bold, what they label in the next element of the class copy."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.version = "", ""
        self.media: list[Item] = []
        self.metadata: dict[str, str] = {}
        self._label, self._text, self._copies = "", "", 0
        self._place, self._cells = "", 0
        self._spans: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs).get("class") or ""
        if tag == "span":
            self._spans.append(of == "copy")
            if of == "copy":
                self._text = ""
        elif tag in {"b", "h2", "p"}:
            self._text = ""
        elif tag == "table":
            self._place = of
        elif tag == "tr":
            self._cells = 0
        elif tag == "td":
            self._cells += 1
            self._text = "" if self._cells == 1 else self._text

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._label = self._text.strip().rstrip(":")
        elif tag == "span" and self._spans and self._spans.pop():
            self._copied(self._text.strip())
        elif tag == "td" and self._place == "metadata" and self._cells == 1:
            self._label = self._text.strip()
        elif tag == "p" and _MADE_WITH in self._text:
            self.version = self._text.strip().rpartition(" v")[2]

    def handle_data(self, data: str) -> None:
        self._text += data

    def _copied(self, said: str) -> None:
        if not self._place:
            self.url = self.url or said
        elif self._place == "metadata":
            self.metadata.setdefault(self._label, said)
        elif self._label == "key":
            self.media.append({"key": said, "properties": {}})
        elif self._label == "hash" and self.media:
            self.media[-1]["properties"]["hash"] = said
        self._label = ""  # What is copied next without a label of its own is a link.
