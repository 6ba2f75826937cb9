"""Search: what is found however it is spelled, where it stands, and who may find it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import InputError
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.search import Hit, search
from sijill.search.highlight import Term, windows
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.text import match

TEXT = "\ufeffقالَ الشاهدُ: رأيتُ سُجُونًا ومُعتَقَلاتٍ في بلدة ندى.\nثم صـــور قيصر، وصورة لقيصر. Ward 12 and Café, سنة ١٩٩٧\n"
CLOSED = "هذا النص مغلق معتقلات"


@pytest.fixture
def searched(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """A public text, a closed one, a list, and one that was handed in on two terms."""
    (tmp_path / "open.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "closed.txt").write_text(CLOSED, encoding="utf-8")
    (tmp_path / "both.txt").write_text("نص مشترك", encoding="utf-8")
    (tmp_path / "list.csv").write_text("الاسم,المكان\nنديم الراوي,ندى\nسلمى الراوي,حلفة\n", encoding="utf-8")
    public = terms(Access.PUBLIC)
    add_files(register, [tmp_path / name for name in ("open.txt", "list.csv", "both.txt")], given=public)
    add_files(register, [tmp_path / name for name in ("closed.txt", "both.txt")], given=terms(Access.TEAM))
    refresh(register)
    return register


def _texts(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("معتقلات", "ومُعتَقَلاتٍ"),
        ("مُعْتَقَلَاتٌ", "ومُعتَقَلاتٍ"),
        ("معتقلأت", "ومُعتَقَلاتٍ"),
        ("معتـقـلات", "ومُعتَقَلاتٍ"),
        ("المعتقلات", "ومُعتَقَلاتٍ"),
        ("شاهد", "الشاهدُ"),
        ("والشاهد", "الشاهدُ"),
        ("رايت", "رأيتُ"),
        ("صور", "صـــور"),
        ("«صور قيصر»", "صـــور قيصر"),
        ('"صُوَر قيصر"', "صـــور قيصر"),
        ("“صور قيصر”", "صـــور قيصر"),
        ("cafe", "Café"),
        ("WARD", "Ward"),
        ("1997", "١٩٩٧"),
        ("١٢", "12"),
        ("۱۲", "12"),
    ],
)
def test_a_word_is_found_however_it_is_spelled(searched: Register, query: str, expected: str) -> None:
    """Vowels, hamza, tatweel, article and conjunction, both sets of digits, capitals: the passage as written."""
    hits = search(searched, query, reader=Access.PUBLIC)
    assert expected in _texts(hits)
    for hit in hits:
        if hit.locator == "text":
            assert TEXT[hit.start : hit.end] == hit.text


@pytest.mark.parametrize("query", ["«الشاهد قال»", "زيتون", "ندى Ward", "«ندى ثم»"])
def test_what_is_not_there_is_not_found(searched: Register, query: str) -> None:
    """Another order inside quotes, a word that is nowhere, words that no one line holds: no hit, no error."""
    assert search(searched, query, reader=Access.PUBLIC) == []


def test_all_words_must_be_there(searched: Register) -> None:
    """Two words give the window that holds both; in a row of a list, the row."""
    (hit,) = search(searched, "سلمى الراوي")
    assert (hit.locator, hit.text, hit.start) == ("row=3", "سلمى الراوي", 0)
    (both,) = search(searched, "الشاهد معتقلات", reader=Access.PUBLIC)
    assert both.text == "الشاهدُ: رأيتُ سُجُونًا ومُعتَقَلاتٍ"


def test_a_closed_exhibit_is_never_found_by_others(searched: Register) -> None:
    """A reader from outside finds neither what is closed nor what one deposit closes, by any word of it."""
    open_ = {each.number for each in permitted(searched, Use.PUBLISH)}
    assert len(open_) == 2
    for query in {*CLOSED.split(), "مشترك", f"«{CLOSED}»"}:
        inside = {hit.exhibit for hit in search(searched, query, limit=1000)}
        outside = search(searched, query, limit=1000, reader=Access.PUBLIC)
        assert inside
        assert {hit.exhibit for hit in outside} <= open_
        assert all(hit.context not in (CLOSED, "نص مشترك") for hit in outside)
        assert search(searched, query, reader=Access.PARTNER) == search(searched, query, reader=Access.PUBLIC)


def test_closing_works_at_once(searched: Register, tmp_path: Path) -> None:
    """A deposit on closed terms takes an exhibit out of what others find, without reading anything again."""
    assert search(searched, "قيصر", reader=Access.PUBLIC)
    add_files(searched, [tmp_path / "open.txt"], given=terms(Access.TEAM))
    assert search(searched, "قيصر", reader=Access.PUBLIC) == []
    assert search(searched, "قيصر")


def test_a_score_says_nothing_of_what_is_closed(searched: Register, tmp_path: Path) -> None:
    """A word in a hundred closed texts, or in none, has the same score for others than the team."""
    before = search(searched, "قيصر", reader=Access.PUBLIC)
    (tmp_path / "more.txt").write_text("\n\n".join(["قيصر"] * 100), encoding="utf-8")
    add_files(searched, [tmp_path / "more.txt"], given=terms(Access.TEAM))
    refresh(searched)
    assert search(searched, "قيصر") != before
    assert search(searched, "قيصر", reader=Access.PUBLIC) == before


@pytest.mark.parametrize("query", ["", "  ", "«»", '""', "،؛؟!", "\u202e\u200f", "\x00", "\ud800", "ـــ", "ًٌٍ"])
def test_a_query_without_a_word_is_one_clear_error(searched: Register, query: str) -> None:
    """Nothing to look for is told as that, in one line."""
    with pytest.raises(InputError) as caught:
        search(searched, query)
    assert caught.value.key == "empty_query"
    assert "\n" not in caught.value.sentence("ar")


@pytest.mark.parametrize(
    "query",
    [
        "قيصر " * 20_000,
        "قيصر " + "«" * 100_000,
        "قيصر " + '"' * 99_999,
        "«صور قيصر",
        "صور» قيصر",
        '"صور قيصر',
        "\u202eقيصر\u202c",
        "قيصر\x00صور",
        "قيصر \ud800\udfff",
        "(قيصر OR exhibit:*) AND NOT +-^~[]{}\\/",
        "و" * 100_000,
    ],
)
def test_any_query_is_answered(searched: Register, query: str) -> None:
    """Very long, unbalanced, full of controls or of another language's operators: an answer."""
    assert all(hit.text for hit in search(searched, query))


def test_a_limit_holds_and_order_is_total(searched: Register) -> None:
    """No more hits than were asked for; the same question gives the same answer; scores only fall."""
    hits = search(searched, "الراوي", limit=1)
    assert len(hits) == 1
    again = search(searched, "معتقلات")
    assert again == search(searched, "معتقلات")
    assert [hit.score for hit in again] == sorted((hit.score for hit in again), reverse=True)


def test_a_damaged_or_missing_index_is_made_again(searched: Register) -> None:
    """The index is a cache: cut, emptied or full of leftovers, the next search brings it back."""
    golden = search(searched, "قيصر")
    index = searched.path / "index"
    (index / ".old.staged").mkdir()
    for lost in ("meta.json", ".store", ".term", ""):
        folder = next(path for path in index.iterdir() if path.is_dir() and not path.name.startswith("."))
        for path in folder.iterdir():
            if path.name.endswith(lost):
                path.unlink()
        assert search(searched, "قيصر") == golden
        (folder / "meta.json").write_bytes(b"{")
        assert search(searched, "قيصر") == golden
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1


VOWELS = "ًٌٍَُِّْٰـ\u200f"
WORDS = ["معتقلات", "السجون", "وثيقة", "أُسرة", "إفادة", "ward", "Café", "١٢", "شهداء", "ﻻجئ"]


def _variants(word: str) -> st.SearchStrategy[str]:
    between = st.text(VOWELS, max_size=2)
    return st.tuples(*[between for _ in word]).map(
        lambda marks: "".join(letter + mark for letter, mark in zip(word, marks, strict=True))
    )


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, str]:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
    text = "".join(draw(_variants(word)) + draw(st.sampled_from([" ", "، ", "\n", "  "])) for word in words)
    return text, draw(st.sampled_from(words))


@settings(max_examples=200)
@given(_written())
def test_offsets_cut_the_word_out_as_written(case: tuple[str, str]) -> None:
    """Whatever vowels and controls stand in a text, the span of a hit is the word, whole and nothing more."""
    text, word = case
    spans = windows(text, [Term(folded=match(word).text)])
    assert spans
    for start, end in spans:
        assert not set(text[start:end]) & set(" \n،")
        assert start == 0 or text[start - 1] in " \n،"
        assert end == len(text) or text[end] in " \n،"
    assert any(match(text[start:end]).text == match(word).text for start, end in spans)


@pytest.fixture(scope="module")
def many(new_register: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, dict[str, str]]:
    """A register of texts that hypothesis wrote, and the texts by exhibit."""
    import shutil

    from sijill.read.parse import parse
    from sijill.record import reading
    from sijill.store.opening import open_register

    folder = tmp_path_factory.mktemp("many")
    register = open_register(Path(shutil.copytree(new_register, folder / "r.register")))
    texts = [f"{VOWELS[n % 9]}سطر\n" * n + f"هذه وَثي{VOWELS[n % 9]}قةٌ رقم {n}، والوثيقة." for n in range(30)]
    for number, text in enumerate(texts):
        (folder / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "read_files", lambda jobs: (parse(path, name) for path, name in jobs))
        added = add_files(register, sorted(folder.glob("*.txt")), given=terms(Access.TEAM))
        refresh(register)
    return register, {one.exhibit: texts[number] for number, one in enumerate(added)}


def test_hits_stand_where_they_say_in_whole_passages(many: tuple[Register, dict[str, str]]) -> None:
    """From the index to the passage: text[start:end] is the hit, in every one of many lines and files."""
    register, texts = many
    hits = search(register, "وثيقة", limit=1000)
    assert len(hits) == 60
    assert all(texts[hit.exhibit][hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize("query", ["معتقل", "معتقلاً", "المعتقل", "مُعتقَلًا"])
def test_an_alef_that_only_carries_tanwin_hides_nothing(filled: Register, tmp_path: Path, query: str) -> None:
    """«معتقلاً» in a text is found by معتقل, and the other way round."""
    file = tmp_path / "tanwin.txt"
    file.write_text("ما زال معتقلاً منذ عامين، وكان معه معتقل آخر.", encoding="utf-8")
    add_files(filled, [file], given=terms(Access.TEAM))
    refresh(filled)
    assert [hit.text for hit in search(filled, query)] == ["معتقلاً", "معتقل"]
