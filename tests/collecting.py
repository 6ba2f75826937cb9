"""Output of collectors as they write it, about invented pages: a WACZ file, and a folder of auto-archiver's."""

import dataclasses
import datetime as dt
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from packing import zipped

URL = "https://news.invalid/قصة/1"
WARC = (
    b"WARC/1.1\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>\xd9\x82\xd8\xb5\xd8\xa9</p>\r\n\r\n"
)


def wacz(
    *,
    lie: Mapping[str, str] = {},
    drop: Sequence[str] = (),
    extra: Sequence[tuple[str, bytes]] = (),
    digest: Mapping[str, Any] | None = None,
    pages: int = 2,
) -> bytes:  # Any: JSON
    """A WACZ file: of members in ``lie`` the description gives that hash, those in ``drop`` are not there."""
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for number in range(1, pages + 1):
        told = {
            "id": f"p{number}",
            "url": f"{URL}?p={number}",
            "ts": f"2025-03-0{number}T10:00:00Z",
            "title": f"قصة {number}",
        }
        lines.append(told)
    members = {
        "archive/data.warc.gz": WARC,
        "indexes/index.cdx": b"invalid,news)/1 20250301100000 {}\n",
        "pages/pages.jsonl": "\n".join(json.dumps(each, ensure_ascii=False) for each in lines).encode(),
    }
    resources = [
        {
            "name": name.rpartition("/")[2],
            "path": name,
            "hash": lie.get(name, f"sha256:{hashlib.sha256(content).hexdigest()}"),
            "bytes": len(content),
        }
        for name, content in members.items()
    ]
    package = json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": "Collector 0.9",
            "created": "2025-03-04T00:00:00Z",
            "resources": resources,
        }
    ).encode()
    told = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    members["datapackage.json"] = package
    members["datapackage-digest.json"] = json.dumps(told if digest is None else {**told, **digest}).encode()
    return zipped([*((name, content) for name, content in members.items() if name not in drop), *extra])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stored:
    """A file that auto-archiver stored."""

    key: str
    content: bytes
    method: str = "SHA-256"
    given: str = ""
    """A hash that is not its own."""
    inner: tuple["Stored", ...] = ()

    def told(self) -> dict[str, Any]:  # Any: what its CSV says
        """Return it as its dictionary in the CSV."""
        algorithm = {"SHA-256": hashlib.sha256, "SHA3-512": hashlib.sha3_512}.get(self.method, hashlib.md5)
        properties: dict[str, Any] = {}  # Any: as above
        if self.method:
            properties["hash"] = f"{self.method}:{self.given or algorithm(self.content).hexdigest()}"
        if self.inner:
            properties["thumbnails"] = [each.told() for each in self.inner]
        return {
            "filename": f"/tmp/run/{Path(self.key).name}",  # noqa: S108 - as it is written there
            "_key": self.key,
            "urls": [self.key],
            "properties": properties,
            "_mimetype": None,
            "_stored": True,
        }


METADATA = {
    "_processed_at": dt.datetime(2025, 3, 4, 5, 6, 7, 890, tzinfo=dt.UTC),
    "url": URL,
    "title": "قصة «أولى»",
    "timestamp": dt.datetime(2025, 3, 1, 10, 0, tzinfo=dt.UTC),
    "archive_duration_seconds": 3,
}


def csv_of(items: Sequence[tuple[Mapping[str, Any], Sequence[Stored]]]) -> bytes:  # Any: Python values
    """The CSV of some items: dictionaries as Python writes them."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["status", "metadata", "media"])
    for metadata, media in items:
        writer.writerow(["x: success", repr(dict(metadata)), repr([each.told() for each in media])])
    return out.getvalue().encode()


def json_of(metadata: Mapping[str, Any], media: Sequence[Stored]) -> bytes:  # Any: Python values
    """An item as JSON: times are seconds since 1970."""
    plain = {k: v.timestamp() if isinstance(v, dt.datetime) else v for k, v in metadata.items()}
    return json.dumps(
        {"status": "x: success", "metadata": plain, "media": [each.told() for each in media]}
    ).encode()


def html_of(
    metadata: Mapping[str, Any], media: Sequence[Stored], version: str = "1.2.3"
) -> bytes:  # Any: Python values
    """The page of an item, with what our reader goes by: headings, labels in bold, values that can be copied."""

    def copied(value: object) -> str:
        return f'<span class="copy">{html.escape(str(value))}</span>'

    rows = ""
    for each in media:
        told = each.told()
        said = f"<li><b>key:</b> {copied(each.key)}</li><li><b>type:</b> {copied('video/mp4')}</li>"
        said += "".join(
            f"<li><b>{k}:</b> {copied(v)}</li>" for k, v in told["properties"].items() if k == "hash"
        )
        link = f'<a href="{each.key}">open</a> or <span class="copy" copy-value="{each.key}">copy</span>'
        rows += f"<tr><td><ul>{said}</ul></td><td>{link}</td></tr>"
    about = "".join(f"<tr><td>{key}</td><td>{copied(value)}</td></tr>" for key, value in metadata.items())
    return f"""<!DOCTYPE html><html><body><h2>Archived media for {copied(metadata["url"])}</h2>
<p><b>title:</b> '{copied(metadata["title"])}'</p>
<table class="content"><tr><th>about</th><th>files</th></tr>{rows}</table>
<table class="metadata"><tr><th>key</th><th>value</th></tr>{about}</table>
<p class="center">Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a>
    v{version}</p></body></html>""".encode()


def write(folder: Path, media: Sequence[Stored], below: str = "archived/") -> Path:
    """Have the stored files in a folder, where their keys say, without what stands before ``below`` in them."""
    for each in (*media, *(inner for one in media for inner in one.inner)):
        path = folder / each.key.removeprefix("./").removeprefix(below)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.content)
    return folder
