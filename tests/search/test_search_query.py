"""Search: what is found however it is spelled, where it stands, why, and who may find it."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import InputError
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.search import Archive, Found, Hit, Options, search
from sijill.search.asked import take_apart
from sijill.search.expand import sought
from sijill.search.highlight import marks
from sijill.search.meeting import How, Meeting
from sijill.search.statistics import Statistics
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.text import match

TEXT = (
    "\ufeffقالَ الشاهدُ: رأيتُ سُجُونًا ومُعتَقَلاتٍ في بلدة ندى.\n"
    "ثم صـــور قيصر، وصورة لقيصر. Ward 12 and Café, سنة ١٩٩٧\n"
    "\nوكان معهم جمال النجار، وأُحيل إلى بلدة ندى عام 2013.\n"
)
CLOSED = "هذا النص مغلق معتقلات"
PUBLIC = Options(reader=Access.PUBLIC)


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


def _marked(found: Found) -> list[str]:
    return [mark.written for hit in found.hits for mark in hit.marks]


def _first(found: Found) -> Hit:
    return found.hits[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("معتقلات", "ومُعتَقَلاتٍ"),
        ("مُعْتَقَلَاتٌ", "ومُعتَقَلاتٍ"),
        ("معتقلأت", "ومُعتَقَلاتٍ"),
        ("معتـقـلات", "ومُعتَقَلاتٍ"),
        ("المعتقلات", "ومُعتَقَلاتٍ"),
        ("معتقل*", "ومُعتَقَلاتٍ"),
        ("معتقذلات", "ومُعتَقَلاتٍ"),
        ("detained", "ومُعتَقَلاتٍ"),
        ("شاهد", "الشاهدُ"),
        ("والشاهد", "الشاهدُ"),
        ("witnesses", "الشاهدُ"),
        ("رايت", "رأيتُ"),
        ("صور", "صـــور"),
        ("Najjar", "النجار"),
        ("Gamal el-Naggar", "جمال"),
        ("وارد", "Ward"),
        ("cafe", "Café"),
        ("WARD", "Ward"),
        ("1997", "١٩٩٧"),
        ("١٢", "12"),
        ("۱۲", "12"),
    ],
)
def test_a_word_is_found_however_it_is_spelled(searched: Register, query: str, expected: str) -> None:
    """Vowels, hamza, tatweel, clitics, digits, capitals, a slip, the other script or language: as it is written."""
    found = search(searched, query, PUBLIC)
    assert expected in _marked(found)
    for hit in found.hits:
        if hit.locator == "text":
            assert TEXT[hit.start : hit.end] == hit.text
            assert all(TEXT[mark.start : mark.end] == mark.written for mark in hit.marks)


@pytest.mark.parametrize("article", ["", "ال", "وال", "لل"])
@pytest.mark.parametrize(("latin", "arabic"), [("Asad", "أسد"), ("Rawi", "راوي"), ("Nasser", "ناصر")])
def test_an_article_hides_no_name_of_the_other_script(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
    latin: str,
    arabic: str,
    article: str,
) -> None:
    """Latin letters without an article find the name with one, as few consonants as it has."""
    (tmp_path / "text.txt").write_text(f"جاء سليم {article}{arabic} أمس", encoding="utf-8")
    add_files(register, [tmp_path / "text.txt"], given=terms(Access.PUBLIC))
    refresh(register)
    assert _marked(search(register, latin, options=PUBLIC)) == [f"{article}{arabic}"]


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("المعتقلات", How.WORD),
        ("معتقلين", How.FORM),
        ("معتق*", How.BEGINNING),
        ("Najjar", How.NAME),
        ("detainees", How.GLOSSARY),
        ("معتقذلات", How.NEAR),
    ],
)
def test_a_mark_says_why(searched: Register, query: str, how: How) -> None:
    """The same word, its stem, its beginning, a name by its sound, the glossary, a word near to one that is nowhere."""
    marked = [mark for mark in _first(search(searched, query, PUBLIC)).marks if mark.how is how]
    assert marked
    assert all(mark.asked in query for mark in marked)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("«صور قيصر»", "صـــور قيصر"),
        ('"صُوَر قيصر"', "صـــور قيصر"),
        ("“صور قيصر”", "صـــور قيصر"),
        ("„صور قيصر“", "صـــور قيصر"),
        ('"قيصر صور"~3', "صـــور قيصر"),
        ('"الشاهد ندى"~12', "الشاهدُ: رأيتُ سُجُونًا ومُعتَقَلاتٍ في بلدة ندى"),
    ],
)
def test_quoted_words_stand_together(searched: Register, query: str, expected: str) -> None:
    """In a row as quoted, in four kinds of quotes; or as near as is asked, in any order."""
    found = search(searched, query, PUBLIC)
    assert not found.loosened
    assert expected in _first(found).text


def test_a_phrase_that_is_nowhere_is_loosened_and_told(searched: Register) -> None:
    """No question with a word that is there has no hit; that its quotes were taken away is said."""
    found = search(searched, "«الشاهد قال»", PUBLIC)
    assert found.loosened
    assert _first(found).text.startswith("قالَ الشاهدُ")
    assert not search(searched, "«الشاهد» «قال»", PUBLIC).loosened


@pytest.mark.parametrize("query", ["زيتون", "«زيتون أخضر»", "xqzw"])
def test_what_is_not_there_is_not_found(searched: Register, query: str) -> None:
    """A word that is nowhere, nor anything near it: no hit, no error."""
    assert search(searched, query, PUBLIC) == Found(hits=(), loosened=False, counts={})


def test_more_of_the_question_comes_first(searched: Register) -> None:
    """A row with both words is before a row with one; asked for all words, it is alone."""
    found = search(searched, "سلمى الراوي")
    assert [hit.locator for hit in found.hits] == ["row=3", "row=2"]
    assert (_first(found).text, _first(found).start) == ("سلمى الراوي", 0)
    (only,) = search(searched, "سلمى الراوي", Options(all_words=True)).hits
    assert only.locator == "row=3"


def test_a_word_can_be_excluded(searched: Register) -> None:
    """What has the word behind a minus is left out; a dash between words excludes nothing."""
    rows = [hit.locator for hit in search(searched, "الراوي -نديم").hits]
    assert rows == ["row=3"]
    assert len(search(searched, "الراوي - نديم").hits) == 2
    assert [hit.locator for hit in search(searched, "الراوي -«نديم الراوي»").hits] == ["row=3"]


def test_as_written_means_the_letters(searched: Register) -> None:
    """A switch for hamza, article and ending as they are asked; vowels are looked over still."""
    written = Options(as_written=True)
    assert "رأيتُ" in _marked(search(searched, "رأيت", written))
    assert search(searched, "رايت", written).hits == ()
    assert search(searched, "شاهد", written).hits == ()
    assert "الشاهدُ" in _marked(search(searched, "الشاهد", written))


def test_a_beginning_as_written_means_its_letters(searched: Register) -> None:
    """«رأي*» is not راي, and leaves out no word that begins with that."""
    written = Options(as_written=True)
    assert _marked(search(searched, "رأي*", written)) == ["رأيتُ"]
    assert search(searched, "راي*", written).hits == ()
    assert search(searched, "قيصر -راي*", written).hits
    assert search(searched, "قيصر -رأي*", written).hits == ()


def test_only_what_was_named_is_left_out(searched: Register) -> None:
    """A minus takes away what has the words that near, or those letters: not what has them far apart or otherwise."""
    assert search(searched, 'قيصر -"الشاهد النجار"~3').hits
    assert search(searched, 'قيصر -"الشاهد معتقلات"~3').hits == ()
    written = Options(as_written=True)
    assert search(searched, "قيصر -رايت", written).hits
    assert search(searched, "قيصر -رأيت", written).hits == ()


@pytest.mark.parametrize("query", ["في", "في من إلى على", "إلى ما على"])
def test_only_function_words_are_looked_for_as_they_are(searched: Register, query: str) -> None:
    """Words that say nothing are left out of a question, unless it has no others."""
    assert {"في", "إلى"} & set(_marked(search(searched, query)))


def test_filters_and_counts(searched: Register) -> None:
    """By kind, by a year that is said, by exhibit; counts are of what the question finds."""
    found = search(searched, "ندى", Options(count=("kind", "year", "access", "list")))
    assert found.counts["kind"] == {"csv": 1, "text": 1}
    assert found.counts["year"]["2013"] == 1
    assert found.counts["access"] == {"public": 2}
    only = search(searched, "ندى", Options(filters={"kind": ("csv",)}))
    assert [hit.locator for hit in only.hits] == ["row=2"]
    assert search(searched, "ندى", Options(filters={"year": ("1901",)})).hits == ()
    exhibit = _first(only).exhibit
    assert {
        hit.exhibit for hit in search(searched, "ندى", Options(filters={"exhibit": (exhibit,)})).hits
    } == {exhibit}


def test_a_closed_exhibit_is_never_found_by_others(searched: Register) -> None:
    """A reader from outside finds neither what is closed nor what one deposit closes, by any word of it."""
    open_ = {each.number for each in permitted(searched, Use.PUBLISH)}
    assert len(open_) == 2
    for query in {*CLOSED.split(), "مشترك", f"«{CLOSED}»"}:
        inside = {hit.exhibit for hit in search(searched, query, Options(limit=1000)).hits}
        outside = search(searched, query, Options(limit=1000, reader=Access.PUBLIC, count=("kind", "access")))
        assert inside
        assert {hit.exhibit for hit in outside.hits} <= open_
        assert all(hit.context not in (CLOSED, "نص مشترك") for hit in outside.hits)
        partner = Options(limit=1000, reader=Access.PARTNER, count=("kind", "access"))
        assert search(searched, query, partner) == outside
        assert search(searched, query, dataclasses.replace(partner, reader=Access.SEALED)).hits == ()


def test_closing_works_at_once(searched: Register, tmp_path: Path) -> None:
    """A deposit on closed terms takes an exhibit out of what others find, without reading anything again."""
    archive = Archive(searched)
    assert archive.search("قيصر", PUBLIC).hits
    add_files(searched, [tmp_path / "open.txt"], given=terms(Access.TEAM))
    assert archive.search("قيصر", PUBLIC).hits == ()
    assert archive.search("قيصر").hits


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from([*CLOSED.split(), "قيصر", "ندى", "2013", "حلب", "محافظة حمص"]),
        min_size=1,
        max_size=30,
    )
)
def test_what_is_closed_changes_nothing_for_others(
    outsider: tuple[Register, dict[str, Found], Path], closed: list[str]
) -> None:
    """Hits, scores, counts, marks: equal to the last letter, whatever words stand in what is closed."""
    register, before, folder = outsider
    path = folder / f"{abs(hash(tuple(closed)))}.txt"
    path.write_text("\n\n".join(closed), encoding="utf-8")
    add_files(register, [path], given=terms(Access.TEAM))
    refresh(register)
    for query, found in before.items():
        assert search(register, query, _OUTSIDE) == found


_OUTSIDE = Options(reader=Access.PUBLIC, count=("kind", "list", "year", "place", "access"))


@pytest.fixture(scope="module")
def outsider(
    new_register: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Register, dict[str, Found], Path]:
    """A register with one public text, and what an outsider finds in it before anything closed is there."""
    import shutil

    from sijill.store.opening import open_register

    folder = tmp_path_factory.mktemp("outsider")
    register = open_register(Path(shutil.copytree(new_register, folder / "r.register")))
    (folder / "open.txt").write_text(TEXT, encoding="utf-8")
    add_files(register, [folder / "open.txt"], given=terms(Access.PUBLIC))
    refresh(register)
    queries = ["قيصر", "معتقلات ندى", "Nada", "detained", "«صور قيصر»", "مغل*", "مغلف", "عام 2013"]
    return register, {query: search(register, query, _OUTSIDE) for query in queries}, folder


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "«»",
        '""',
        "،؛؟!",
        "\u202e\u200f",
        "\x00",
        "\ud800",
        "ـــ",
        "ًٌٍ",
        "-",
        "*",
        "~",
        "-قيصر",
        '-"صور قيصر"',
    ],
)
def test_a_query_without_a_word_is_one_clear_error(searched: Register, query: str) -> None:
    """Nothing to look for, or only something to leave out, is told as that, in one line."""
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
        '"صور قيصر"~999999',
        "\u202eقيصر\u202c",
        "قيصر\x00صور",
        "قيصر \ud800\udfff",
        "١2۳ قيصر 4٥",
        "(قيصر OR exhibit:*) AND NOT +-^~[]{}\\/",
        "* قيصر ** *",
        ".*(قيصر*",
        "و" * 100_000,
    ],
)
@pytest.mark.parametrize("as_written", [False, True])
def test_any_query_is_answered(searched: Register, query: str, *, as_written: bool) -> None:
    """Very long, unbalanced, full of controls or of another language's operators: an answer."""
    assert all(hit.text for hit in search(searched, query, Options(as_written=as_written)).hits)


_RUBBISH = st.text(
    st.sampled_from(
        [
            *'قيصر ندى و 12٣ab*-~"«»“”„()[]{}\\/.^$|?+:',
            "\u202e",
            "\u200f",
            "\x00",
            "\ud800",
            "\u0651",
            "ـ",
            "\n",
            "\t",
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(_RUBBISH, st.booleans(), st.booleans())
def test_rubbish_is_answered_or_refused(
    outsider: tuple[Register, dict[str, Found], Path], query: str, as_written: bool, all_words: bool
) -> None:
    """Whatever is typed: hits whose offsets hold, or the one error of a query without a word."""
    options = Options(as_written=as_written, all_words=all_words)
    if not _asks(query):
        with pytest.raises(InputError) as caught:
            search(outsider[0], query, options)
        assert caught.value.key == "empty_query"
        return
    for hit in search(outsider[0], query, options).hits:
        at = hit.start - hit.context_start
        assert hit.context[at : at + len(hit.text)] == hit.text


def _asks(query: str) -> bool:
    try:
        return bool(take_apart(query).words)
    except InputError:
        return False


def test_a_limit_holds_and_order_is_total(searched: Register) -> None:
    """No more hits than were asked for; the same question gives the same answer; scores only fall."""
    assert len(search(searched, "الراوي", Options(limit=1)).hits) == 1
    again = search(searched, "معتقلات").hits
    assert again == search(searched, "معتقلات").hits
    assert [hit.score for hit in again] == sorted((hit.score for hit in again), reverse=True)


def test_a_damaged_or_missing_index_is_made_again(searched: Register) -> None:
    """The index is a cache: cut, emptied or full of leftovers, the next search brings it back."""
    golden = search(searched, "قيصر")
    index = searched.path / "index"
    count = len(list(index.iterdir()))
    (index / ".old.staged").mkdir()
    for lost in ("meta.json", "shard.json", ".store", ".term", ""):
        for folder in [path for path in index.iterdir() if path.is_dir() and not path.name.startswith(".")]:
            for path in folder.iterdir():
                if path.name.endswith(lost):
                    path.unlink()
        assert search(searched, "قيصر") == golden
        for folder in [path for path in index.iterdir() if path.is_dir() and not path.name.startswith(".")]:
            (folder / "meta.json").write_bytes(b"{")
        assert search(searched, "قيصر") == golden
    (index / "digests.json").write_bytes(b"[")
    assert search(searched, "قيصر") == golden
    assert len(list(index.iterdir())) == count


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
    """Whatever vowels and controls stand in a text, a mark is the word, whole and nothing more."""
    text, word = case
    question = take_apart(word)
    found = marks(text, Meeting(question, sought(question, Statistics([]), lambda _: frozenset())))
    assert found
    for mark in found[0]:
        assert not set(text[mark.start : mark.end]) & set(" \n،")
        assert mark.start == 0 or text[mark.start - 1] in " \n،"
        assert mark.end == len(text) or text[mark.end] in " \n،"
    assert any(match(mark.written).text == match(word).text for mark in found[0])


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
    """From the index to the passage: text[start:end] is the mark, in every one of many lines and files."""
    register, texts = many
    hits = search(register, "وثيقة", Options(limit=1000)).hits
    marked = [(texts[hit.exhibit], mark) for hit in hits for mark in hit.marks]
    assert len(marked) == 60
    assert all(text[mark.start : mark.end] == mark.written for text, mark in marked)


@pytest.mark.parametrize("query", ["معتقل", "معتقلاً", "المعتقل", "مُعتقَلًا"])
def test_an_alef_that_only_carries_tanwin_hides_nothing(filled: Register, tmp_path: Path, query: str) -> None:
    """«معتقلاً» in a text is found by معتقل, and the other way round."""
    file = tmp_path / "tanwin.txt"
    file.write_text("ما زال معتقلاً منذ عامين، وكان معه معتقل آخر.", encoding="utf-8")
    add_files(filled, [file], given=terms(Access.TEAM))
    refresh(filled)
    assert _marked(search(filled, query)) == ["معتقلاً", "معتقل"]


@pytest.mark.parametrize(
    ("query", "is_cut"),
    [
        ("قيصر " * 64, False),
        ("قيصر " * 65, True),
        ("قيصر" + " " * 5000, False),
        ("قيصر" + " " * 5000 + "صور", True),
        ("قيصر -صور", False),
    ],
)
def test_a_question_that_is_looked_at_in_part_says_so(query: str, *, is_cut: bool) -> None:
    """What stands behind the last word that is looked for is not dropped in silence."""
    assert take_apart(query).is_cut is is_cut
