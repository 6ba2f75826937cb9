"""A shard: one tantivy index of some exhibits that the same readers may read, written once and never changed.

Adding exhibits writes a further shard; taking one out writes its shard anew without it. So no word of what was
taken out is left in any byte, in no count of how common a word is, and in no length that scores depend on, as it
would be in an index whose documents are only marked as deleted.

Words are analysed by us and enter as blank-separated terms; the text as written is stored and nothing else is cut
out of it, because tantivy's snippets cut the text as its own tokenizer sees it.
"""

import atexit
import contextlib
import dataclasses
import gc
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.search import sounds
from sijill.search.forms import Forms, forms
from sijill.search.units import Unit
from sijill.search.where import place_labels
from sijill.text import words
from sijill.text.gazetteer import Gazetteer, hand_gazetteer

FACETS: Final = ("kind", "list", "year", "place")
FIELDS: Final = ("bare", "grams")
"""Fields whose lengths go into scores."""
_TOLD: Final = "shard.json"
_HEAP_BYTES: Final = 100_000_000
_UTF8: Final = ("utf-8", "surrogatepass")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A unit and what it can be filtered and counted by."""

    unit: Unit
    labels: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    """Values by the name of a facet."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """An opened shard."""

    folder: Path
    index: Any  # Any: tantivy has no types
    searcher: Any  # Any: tantivy has no types
    audience: tuple[str, ...]
    """Who may read all of it, as ``sijill.store.access.audiences`` says it."""
    members: Mapping[str, str]
    """Digest of what was read, by exhibit."""
    units: int
    lengths: Mapping[str, int]
    """Terms in each of ``FIELDS``."""
    sounds: Sequence[int]
    """Which consonants its words have."""


def schema() -> Any:  # Any: tantivy has no types
    """Return the fields of a shard; what is only stored is in bytes, so that any text comes back as it was."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name, option in (
        ("exact", "basic"),
        ("key", "basic"),
        ("bare", "position"),
        ("stem", "freq"),
        ("grams", "freq"),
    ):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in FACETS:
        builder.add_text_field(
            name, stored=name == "place", tokenizer_name="raw", index_option="basic", fast=True
        )
    builder.add_text_field("exhibit", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("at", stored=True)
    builder.add_bytes_field("text", stored=True)
    builder.add_unsigned_field("start", stored=True)
    builder.add_unsigned_field("gram_count", stored=True)
    return builder.build()


def write_shard(
    folder: Path,
    units: Iterable[Labelled],
    *,
    audience: Sequence[str],
    members: Mapping[str, str],
    places: Gazetteer | None = None,
) -> None:
    """Write a shard at ``folder``, whole or not at all; with no ``places`` those written by hand are looked for."""
    import tantivy

    staging = folder.with_name(f".{folder.name}.staged")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    # One thread, so that documents keep the order in which they were given, and equal scores their order.
    index = tantivy.Index(schema(), path=str(staging))
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    known = places or hand_gazetteer()
    count, lengths, keys = 0, dict.fromkeys(FIELDS, 0), set[str]()
    with _no_collecting():
        for each in units:
            document, sizes = _document(tantivy.Document(), each, keys, known)
            writer.add_document(document)
            count += 1
            for name, size in zip(FIELDS, sizes, strict=True):
                lengths[name] += size
    writer.commit()
    writer.wait_merging_threads()
    sounds.write(staging, keys)
    told = {"audience": list(audience), "members": dict(members), "units": count, "lengths": lengths}
    (staging / _TOLD).write_text(json.dumps(told, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    staging.rename(folder)


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave cycles uncollected meanwhile: none are made here, and looking through all known words takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def open_shard(folder: Path) -> Shard | None:
    """Return an opened shard; None when it is not there, or half of it is lost."""
    try:
        told = json.loads((folder / _TOLD).read_text("utf-8"))
        index = _opened(folder)
        searcher = index.searcher()
        if searcher.num_docs != told["units"]:
            return None
        told["audience"] = tuple(told["audience"])
        return Shard(folder=folder, index=index, searcher=searcher, sounds=sounds.read(folder), **told)
    except (ValueError, OSError, KeyError, TypeError):
        return None


def _opened(folder: Path) -> Any:  # Any: tantivy has no types
    """Return the index at ``folder``; ValueError where it is damaged.

    tantivy puts a lock beside its files while it opens them. Where nothing can be written it gets a folder of links to
    them, which is gone with the process and holds no word of them.
    """
    import tantivy

    # Not ``Index(schema, path)``, which makes a new one, without a word in it, where files are lost.
    with contextlib.suppress(ValueError):
        return tantivy.Index.open(str(folder))
    linked = Path(tempfile.mkdtemp(prefix="sijill-index-"))
    atexit.register(shutil.rmtree, linked, ignore_errors=True)
    for file in folder.iterdir():
        if file.suffix != ".lock":
            (linked / file.name).symlink_to(file.resolve())
    return tantivy.Index.open(str(linked))


def places_of(document: Any) -> tuple[str, ...]:  # Any: tantivy has no types
    """Return the places of the unit that a stored document holds, as ``place_labels`` gives them."""
    return tuple(map(str, document.to_dict().get("place", ())))


def unit_of(document: Any) -> tuple[Unit, int]:  # Any: tantivy has no types
    """Return the unit that a stored document holds, and how many pieces of letters its words have."""
    stored = document.to_dict()
    unit = Unit(
        exhibit=str(stored["exhibit"][0]),
        at=bytes(stored["at"][0]).decode(*_UTF8),
        start=int(stored["start"][0]),
        text=bytes(stored["text"][0]).decode(*_UTF8),
    )
    return unit, int(stored["gram_count"][0])


def _years(found: Sequence[Forms]) -> list[str]:
    """Return the years of the last and this century that a piece says, each once."""
    return sorted(
        {
            each.exact
            for each in found
            if each.has_digit
            and len(each.exact) == 4
            and each.exact[:2] in {"19", "20"}
            and each.exact.isdecimal()
        }
    )


def _document(
    document: Any,  # Any: tantivy has no types
    each: Labelled,
    keys: set[str],
    known: Gazetteer,
) -> tuple[Any, tuple[int, int]]:
    """Return a piece as tantivy takes it, and the lengths of ``FIELDS``; its words' keys are added to ``keys``."""
    unit = each.unit
    written = words(unit.text)
    found = [forms(word) for word in written]
    keys.update([one.keys for one in found])
    exact = [one.exact for one in found]
    document.add_text("exact", " ".join(exact))
    document.add_text("key", " ".join([one.keys for one in found]))
    document.add_text("bare", " ".join([one.bare for one in found]))
    document.add_text("stem", " ".join([one.stem for one in found]))
    document.add_text("grams", " ".join([one.joined_grams for one in found]))
    document.add_text("exhibit", unit.exhibit)
    document.add_bytes("at", unit.at.encode(*_UTF8))
    document.add_bytes("text", unit.text.encode(*_UTF8))
    document.add_unsigned("start", unit.start)
    gram_count = sum([len(one.grams) for one in found])
    document.add_unsigned("gram_count", gram_count)
    places = place_labels(unit.text, written, exact, known)
    for name, values in {**each.labels, "year": _years(found), "place": places}.items():
        for value in values:
            document.add_text(name, value)
    return document, (len(found), gram_count)
