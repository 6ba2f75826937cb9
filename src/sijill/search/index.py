"""The tantivy index of a register: a cache of two tables, named after them, made when it is missing.

Each level of readers has an index of its own, of the exhibits that it may read and no others: scores come from how
common a word is in all that was indexed, and would tell a reader of words that stand only in what is closed.

Words are analysed by us and enter as blank-separated terms: ``exact`` holds folded words, ``stem`` light
stems. The text itself stays in the tables; hits are cut out of it by our own highlighter, because
tantivy's snippets cut the text as its own tokenizer sees it.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.search.units import Unit, passage_units, row_units
from sijill.store import tables
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.text import stem, tokens

_VERSION: Final = "2"
_HEAP_BYTES: Final = 50_000_000


def schema() -> Any:  # Any: tantivy has no types
    """Return the index's fields; start, at and text are stored only."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("exhibit", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("stem", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("at", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("start", stored=True, indexed=False)
    builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def open_index(register: Register, reader: Access, visible: Sequence[ExhibitId]) -> Any:  # Any: no types
    """Return the index of the passages and rows of ``visible``, what ``reader`` may read; made when it is missing."""
    import tantivy

    parent = register.folder("index")
    folder = parent / _name(register, reader, visible)
    index = _opened(folder)
    if index is None:
        with writing(parent):
            index = _opened(folder)  # Another search may have made it meanwhile.
            if index is None:
                _build(register, folder, frozenset(visible))
                index = tantivy.Index.open(str(folder))
    return index


def _opened(folder: Path) -> Any:  # Any: tantivy has no types
    """Return the index in ``folder``; None when it is not there, or half of it is lost."""
    import tantivy

    try:
        # Not ``Index(schema, path)``, which makes a new one, without a word in it, where files are lost.
        index = tantivy.Index.open(str(folder))
        index.searcher()
    except (ValueError, OSError):
        return None
    return index


def _name(register: Register, reader: Access, visible: Sequence[ExhibitId]) -> str:
    digests = tables.current(register)
    told = "\n".join([_VERSION, digests.get("passages", ""), digests.get("rows", ""), *visible])
    return f"{reader.value}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _build(register: Register, folder: Path, visible: frozenset[str]) -> None:
    import tantivy

    others = tuple(f"{level.value}-" for level in Access if not folder.name.startswith(f"{level.value}-"))
    for leftover in folder.parent.iterdir():
        if leftover.is_dir() and not leftover.name.startswith(others):
            shutil.rmtree(leftover, ignore_errors=True)
    staging = folder.with_name(f".{folder.name}.staged")
    staging.mkdir()
    fields = schema()
    index = tantivy.Index(fields, path=str(staging))
    # One thread, so that documents keep the order of the tables and equal scores their order.
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    for unit in _units(register):
        if unit.exhibit not in visible:
            continue
        words = list(tokens(unit.text))
        document = tantivy.Document()
        document.add_text("exhibit", unit.exhibit)
        document.add_text("at", unit.at)
        document.add_unsigned("start", unit.start)
        document.add_text("text", unit.text)
        document.add_text("exact", " ".join(word.folded for word in words))
        document.add_text("stem", " ".join(stem(word.base) for word in words))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    staging.rename(folder)


def _units(register: Register) -> Iterator[Unit]:
    made = tables.current(register)
    passages: Iterator[Unit] = iter(())
    rows: Iterator[Unit] = iter(())
    if "passages" in made:
        columns = tables.read(register, "passages").select(["exhibit", "at", "text"]).to_pydict()
        passages = passage_units(zip(*columns.values(), strict=True))
    if "rows" in made:
        columns = tables.read(register, "rows").select(["exhibit", "at", "value"]).to_pydict()
        rows = row_units(zip(*columns.values(), strict=True))
    return chain(passages, rows)
