"""The shards of a register: exhibit by exhibit, one audience each, and nothing left of what was taken out."""

import shutil
from pathlib import Path

import pytest

from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.search import Options, search
from sijill.search.index import open_shards, readable
from sijill.search.units import passage_units, row_units
from sijill.store.layout import Register

WORDS = ["زيتونة", "سنديانة", "ياسمينة", "نارنجة", "صفصافة", "دردارة"]


def _add(register: Register, folder: Path, names: range, given: Access = Access.PUBLIC) -> None:
    paths = []
    for number in names:
        path = folder / f"{number}.txt"
        path.write_text(f"قرب {WORDS[number]} بيت رقم {number} عند البئر", encoding="utf-8")
        paths.append(path)
    add_files(register, paths, given=terms(given))
    refresh(register)


def _folders(register: Register) -> dict[str, float]:
    return {
        path.name: path.stat().st_mtime_ns for path in (register.path / "index").iterdir() if path.is_dir()
    }


@pytest.fixture
def filled_with_words(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001
    """Four texts of the public and one of the team."""
    _add(register, tmp_path, range(4))
    _add(register, tmp_path, range(4, 5), Access.TEAM)
    search(register, "بيت")
    return register


def test_adding_leaves_what_is_there(filled_with_words: Register, tmp_path: Path) -> None:
    """A further exhibit is a further shard; the larger one is not written again; it is found at once."""
    before = _folders(filled_with_words)
    _add(filled_with_words, tmp_path, range(5, 6))
    assert search(filled_with_words, WORDS[5]).hits
    after = _folders(filled_with_words)
    kept = {name: at for name, at in after.items() if before.get(name) == at}
    assert len(kept) == 2
    assert len(after) == 3


def test_however_it_was_built_the_answer_is_the_same(filled_with_words: Register, tmp_path: Path) -> None:
    """Scores and order come from the texts, not from the order in which they came or the shards they lie in."""
    _add(filled_with_words, tmp_path, range(5, 6))
    grown = {query: search(filled_with_words, query) for query in ("بيت", "بيت البئر 3", WORDS[1], "سنديان*")}
    assert len(_folders(filled_with_words)) == 3
    shutil.rmtree(filled_with_words.path / "index")
    for query, found in grown.items():
        assert search(filled_with_words, query) == found
    assert len(_folders(filled_with_words)) == 2


def test_closing_takes_the_words_out_of_every_byte_for_others(
    filled_with_words: Register, tmp_path: Path
) -> None:
    """The shard of the public is written anew without it: no posting, no text, no digest of the closed exhibit."""
    (hit,) = search(filled_with_words, WORDS[2], Options(reader=Access.PUBLIC)).hits
    add_files(filled_with_words, [tmp_path / "2.txt"], given=terms(Access.TEAM))
    assert search(filled_with_words, WORDS[2], Options(reader=Access.PUBLIC)).hits == ()
    shards = open_shards(filled_with_words)
    public = readable(shards, Access.PUBLIC)
    members = {member for shard in public for member in shard.members}
    assert len(members) == 3
    assert hit.exhibit not in members
    for shard in public:
        assert shard.searcher.doc_freq("exact", WORDS[2]) == 0
        for path in shard.folder.iterdir():
            content = path.read_bytes()
            assert WORDS[2].encode() not in content
            assert hit.exhibit.encode() not in content
    assert [each.exhibit for each in search(filled_with_words, WORDS[2]).hits] == [hit.exhibit]


def test_shards_hold_one_audience(filled_with_words: Register) -> None:
    """The team asks all shards, the public its own; sealed is nobody's level."""
    shards = open_shards(filled_with_words)
    assert {shard.audience for shard in shards} == {("public", "partner", "team"), ("team",)}
    assert len(readable(shards, Access.TEAM)) == 2
    assert len(readable(shards, Access.PUBLIC)) == len(readable(shards, Access.PARTNER)) == 1
    assert readable(shards, Access.SEALED) == []


def test_an_index_that_takes_no_lock_is_read_through_links(filled_with_words: Register) -> None:
    """On a medium that cannot be written to tantivy gets no lock: what it finds is the same."""
    found = search(filled_with_words, WORDS[2])
    assert found.hits
    locks = [
        filled_with_words.path / "index" / name / ".tantivy-meta.lock" for name in _folders(filled_with_words)
    ]
    for lock in locks:
        lock.unlink(missing_ok=True)
        lock.mkdir()
    assert search(filled_with_words, WORDS[2]) == found
    assert all(lock.is_dir() for lock in locks)


@pytest.mark.parametrize(
    ("piece", "times"), [("كلمة ", 10_000_000), ("ك", 50_000_000), ("\n", 50_000_000), ("كلمة\n\n", 1000)]
)
def test_pieces_are_bounded(piece: str, times: int) -> None:
    """However long a line is, 50 MB as well, pieces are short, stand where they say, and leave no letter out."""
    text, end = piece * times, 0
    for unit in passage_units("2026-000001", "text", text):
        assert 0 < len(unit.text) <= 3000
        assert text[unit.start : unit.start + len(unit.text)] == unit.text
        assert not text[end : unit.start].strip()
        end = unit.start + len(unit.text)
    assert not text[end:].strip()


def test_a_row_is_a_unit() -> None:
    """Cells of one row are joined by tabs, rows stay apart; a row of nothing is none."""
    cells = [("row=2", "سلمى"), ("row=2", "ندى"), ("row=3", "قيصر"), ("row=4", "")]
    units = list(row_units("2026-000001", cells))
    assert [(unit.at, unit.text) for unit in units] == [("row=2", "سلمى\tندى"), ("row=3", "قيصر")]
