"""The public site: what is in it, what never is, and how it gets to its place."""

import errno
import json
import os
import re
from pathlib import Path

import pytest
from made_register import CANARY, CLOSED_NAME, STATEMENT, add, full_register, write_table
from made_register import claim as claim_row
from site_checks import Site, read_site

from sijill.errors import UsageError
from sijill.model.log import Act
from sijill.record import refresh, verify
from sijill.record.shown import still_shown
from sijill.store import catalogue
from sijill.store.layout import Register
from sijill.store.opening import create_register
from sijill.tell import Published, publish
from sijill.tell.stale import require_current

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{ 7*7 }}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, dict[str, str], Published]:
    """A register with every table, published once."""
    register, numbers = full_register(tmp_path_factory.mktemp("made"))
    return register, numbers, publish(register, register.path / "site")


@pytest.fixture(scope="module")
def site(made: tuple[Register, dict[str, str], Published]) -> Site:
    """The site of that register."""
    return read_site(made[2].out)


def _holding(site: Site, *words: str) -> list[tuple[str, str]]:
    """Return where words stand; a number counts only on its own, since hashes hold any four digits by chance."""
    found = [
        (name, word)
        for word in words
        for name, content in site.files.items()
        if re.search(rb"(?<![0-9A-Za-z+/])" + re.escape(word.encode()) + rb"(?![0-9A-Za-z+/])", content)
        or (not word[0].isdigit() and word.encode() in content)
    ]
    return found + [(name, word) for word in words for name in site.files if word in name]


def test_no_byte_of_what_is_closed(site: Site, made: tuple[Register, dict[str, str], Published]) -> None:
    """Words, names and hashes of closed exhibits, accused and screened parties are in no file of the site."""
    register, numbers, _ = made
    with catalogue.opened(register) as connection:
        closed = [
            each
            for each in catalogue.exhibits(connection)
            if each.number not in (numbers["statement"], numbers["open"])
        ]
    assert len(closed) == 4
    assert not _holding(
        site, CANARY, CLOSED_NAME, "kanari", "north.csv", *[each.object[:12] for each in closed]
    )
    assert not _holding(site, numbers["secret"], numbers["kept"])


def test_no_name_of_a_person_on_a_public_list(site: Site) -> None:
    """A public list has a card; its rows, which name persons, are on no page."""
    assert not _holding(site, "سلمى النوري", "سلمى")
    assert _holding(site, "مرصد الأرز")


def test_a_public_list_that_is_a_text_shows_no_name(tmp_path: Path) -> None:
    """A list read as running text, by its deposit or by the mentions found in it, shows none of its words."""
    register = create_register(tmp_path / "made.register")
    add(register, "roll.txt", "Sami Nahri, detained", as_list="Roll")
    number = add(register, "names.txt", "Rim Tayyar, detained")
    refresh(register)
    write_table(register, "mentions", [{"mention": f"{number}#text", "exhibit": number, "at": "text"}])
    site = read_site(publish(register, tmp_path / "site").out)
    assert not _holding(site, "Nahri", "Tayyar")
    assert "A list, or a file with tables" in "".join(site.pages[f"en/exhibits/{number}.html"].words)


def test_totals_without_consent_are_withheld_with_the_reason(site: Site) -> None:
    """Figures of a total that holds a list kept from totals are nowhere; that it is withheld is told."""
    assert not _holding(site, "7,777", "7777", "8,888", "8,000", "9,999")
    words = "".join(site.pages["en/estimate.html"].words)
    assert "Withheld: missing" in words
    assert "consent" in words


def test_figures_stand_beside_each_other(site: Site) -> None:
    """The first page has the claim's own words, the documented number as counts of reports, and the interval."""
    words = "".join(site.pages["en/index.html"].words)
    for told in ("قرابة 1200 مواطن", "673", "counts of reports", "1,010", "900–1,300", "compatible with"):
        assert told in words, told
    links = [re.sub(r"\d{4}-(\d{6})", r"YEAR-\1", link) for link in site.pages["en/index.html"].links]
    assert {
        "exhibits/YEAR-000001.html#claim-0",
        "estimate.html#total-killed",
        "exhibits.html#exhibit-YEAR-000004",
    } <= set(links)


def test_documented_numbers_are_called_counts_of_reports(site: Site) -> None:
    """Every page that shows a documented number says what it is, in its language."""
    for name, page in site.pages.items():
        words = "".join(page.words)
        if "673" in words:
            assert ("counts of reports" if name.startswith("en/") else "أعداد بلاغات") in words, name


def test_a_refusal_is_shown_with_its_reason(site: Site) -> None:
    """A refused estimate is told as refused; numbers in its reason are out where small cells are hidden."""
    words = "".join(site.pages["en/estimate.html"].words)
    assert "Only [number withheld] persons stand on two lists." in words


def test_links_and_anchors_resolve(site: Site) -> None:
    """Every link inside the site leads to a file and an id that are there, each id once on its page."""
    assert site.broken_links() == []
    for name, page in site.pages.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_pages_are_well_formed_and_say_their_language(site: Site) -> None:
    """Tags balance, headings do not skip, and lang and dir are set on every page."""
    assert len(site.pages) == 1 + 2 * (5 + 2)
    for name, page in site.pages.items():
        assert page.problems == [], name
        language = "en" if name.startswith("en/") else "ar"
        assert (page.tags["html"]["lang"], page.tags["html"]["dir"]) == (
            language,
            "rtl" if language == "ar" else "ltr",
        )
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(later - earlier <= 1 for earlier, later in steps), name


def test_nothing_is_requested_from_elsewhere(site: Site) -> None:
    """No file names an address outside, no page carries a script; the font licence is text, not a request."""
    for name, content in site.files.items():
        if name == "style/OFL.txt" or name.endswith(".woff2"):
            continue
        for sign in (b"http:", b"https:", b"<script", b"javascript:", b"@import"):
            assert sign not in content, (name, sign)
        # Keys and signatures are base64, in which // is a digit like others; a host has a dot.
        assert not re.search(rb"(?<![A-Za-z0-9+/])//[^\s/]*\.", content), name


def test_the_checkpoint_is_printed_verbatim(
    site: Site, made: tuple[Register, dict[str, str], Published]
) -> None:
    """The note on the page is one that the log keeps, byte for byte, with the key that verifies it."""
    words = "".join(site.pages["ar/about.html"].words)
    notes = [path.read_text(encoding="utf-8") for path in (made[0].log / "checkpoints").iterdir()]
    assert any(note in words for note in notes)
    assert made[0].verifier in words


def test_a_screening_is_told_without_parties(site: Site) -> None:
    """How many parties were screened against lists of which day is told, and nothing else of it."""
    words = "".join(site.pages["en/about.html"].words)
    assert "Parties were screened: 12." in words
    assert "ofac 2021-07-07" in words


def test_a_screening_of_parties_that_were_not_given_for_totals_is_not_told(site: Site) -> None:
    """How many parties a closed file holds is a figure of it, and needs the same consent as any other."""
    assert not _holding(site, "4,321", "4321")


def test_equal_content_gives_equal_bytes_and_one_entry(
    made: tuple[Register, dict[str, str], Published], tmp_path: Path
) -> None:
    """Publishing again, anywhere, gives the same files and no further log entry; the register still holds."""
    register, _, first = made
    again = publish(register, tmp_path / "elsewhere" / "site")
    assert again.digest == first.digest
    assert read_site(again.out).files == read_site(first.out).files
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.PUBLICATION)
    assert [entry.about["site"] for entry in entries] == [first.digest]
    assert verify(register).state.value == "holds"


def test_what_is_deposited_again_closed_goes(tmp_path: Path) -> None:
    """Once the same bytes are handed in closed, the next site holds no byte of them, and no old page stays."""
    register, numbers = full_register(tmp_path)
    published = publish(register, register.path / "site")
    page = published.out / "ar" / "exhibits" / f"{numbers['statement']}.html"
    assert page.exists()
    assert add(register, "بيان الهيئة.txt", STATEMENT, access="team") == numbers["statement"]
    publish(register, published.out)
    assert not page.exists()
    site = read_site(published.out)
    assert not _holding(site, "وادي النور", "قرابة 1200", "بيان الهيئة", "Cedar Watch", numbers["statement"])
    assert sorted(path.name for path in register.path.iterdir() if path.name.startswith(".")) == []


def test_what_was_closed_is_told_until_the_site_goes(tmp_path: Path) -> None:
    """A site that shows or counts what was closed since is not current; published again, it is."""
    register, numbers = full_register(tmp_path)
    site = publish(register, register.path / "site").out
    require_current(register, site)
    assert still_shown(register, numbers.values()) == []
    add(register, "alnahr-kanari.csv", f"name\n{CANARY} النهري\n", access="team", as_list="لجنة النهر")
    assert still_shown(register, numbers.values()) == [numbers["totals"]]
    with pytest.raises(UsageError, match="publish"):
        require_current(register, site)
    require_current(register, publish(register, site).out)


def test_what_a_killed_run_left_in_the_register_goes_wherever_the_next_site_goes(tmp_path: Path) -> None:
    """A site that was put aside and not removed can hold what was closed since: any publish removes it."""
    register = create_register(tmp_path / "made.register")
    publish(register, register.path / "site")
    left = register.path / ".site.ab12.new"
    left.mkdir()
    (left / "index.html").write_text(CANARY, encoding="utf-8")
    publish(register, tmp_path / "elsewhere")
    assert not left.exists()


def test_an_empty_register_says_what_was_not_done(tmp_path: Path) -> None:
    """With no table at all, pages say that nothing was counted or read, and invent no figure."""
    register = create_register(tmp_path / "empty.register")
    site = read_site(publish(register, tmp_path / "site").out)
    assert site.broken_links() == []
    words = "".join(site.pages["en/index.html"].words)
    assert "Statements have not been read" in words
    assert "No total has been counted" in words
    assert "No exhibit is public" in "".join(site.pages["en/exhibits.html"].words)


def test_the_text_layer_of_an_arabic_pdf_is_not_quoted(tmp_path: Path) -> None:
    """Such a layer loses letters: neither it nor the figures read from it are shown, and this is told."""
    register = create_register(tmp_path / "made.register")
    number = add(register, "report.pdf", "%PDF-1.4 as received")
    text = "قتل 34 مدنياً"
    passage = {"exhibit": number, "at": "page=1", "position": 0, "text": text, "problem": "arabic_layer"}
    write_table(register, "passages", [passage])
    write_table(register, "claims", [{**claim_row(number, text, "34 مدنياً", 0), "at": "page=1"}])
    site = read_site(publish(register, tmp_path / "site").out)
    assert not _holding(site, "34 مدنياً", "مدنيا")
    assert "text layer is not quoted" in "".join(site.pages[f"en/exhibits/{number}.html"].words)
    assert "Figures left out: 1," in "".join(site.pages["en/claims.html"].words)


def test_words_of_others_are_text_not_markup(tmp_path: Path) -> None:
    """Tags in a text, a file's name, a list's name or a speaker are shown as they are, never obeyed."""
    register = create_register(tmp_path / "attacked.register")
    name = "<script>alert(1)<|script>{{7*7}}.txt".replace("|", "\u2215")
    number = add(register, name, f"قتل 5 {ATTACK}")
    add(register, "list.csv", "name\nA\n", as_list=ATTACK)
    refresh(register)
    row = claim_row(
        number, f"قتل 5 {ATTACK}", f"5 {ATTACK}", 0, attribution=ATTACK, type=ATTACK, stance=ATTACK
    )
    write_table(register, "claims", [row])
    site = read_site(publish(register, tmp_path / "site").out)
    for path, page in site.pages.items():
        assert page.problems == [], path
        assert not {"script", "img"} & set(page.tags), path
    assert ATTACK in "".join(site.pages["ar/claims.html"].words)
    assert name in "".join(site.pages[f"ar/exhibits/{number}.html"].words)
    assert ATTACK in "".join(site.pages["en/exhibits.html"].words)


def test_a_folder_of_others_is_never_replaced(tmp_path: Path) -> None:
    """A folder with anything but a published site in it is refused and left as it was."""
    register = create_register(tmp_path / "made.register")
    theirs = tmp_path / "documents"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("x", encoding="utf-8")
    for out, key in [
        (theirs, "not_a_site"),
        (theirs / "letter.txt", "not_a_site"),
        (register.path, "site_in_register"),
        (register.path / "tables", "site_in_register"),
        (tmp_path, "not_a_site"),
    ]:
        with pytest.raises(UsageError) as error:
            publish(register, out)
        assert error.value.key == key
    assert [path.name for path in theirs.iterdir()] == ["letter.txt"]


def test_the_manifest_names_every_file(site: Site) -> None:
    """site.json lists all other files with their hashes."""
    told = json.loads(site.files["site.json"])
    assert set(told["files"]) == set(site.files) - {"site.json"}


def test_a_made_up_register_says_so_on_every_page(tmp_path: Path) -> None:
    """A site of a demo register tells on each page, in its language, that nothing in it is real."""
    register = create_register(tmp_path / "demo.register", made_by="demo")
    add(register, "note.txt", "invented")
    refresh(register)
    for name, page in read_site(publish(register, tmp_path / "site").out).pages.items():
        words = "".join(page.words)
        assert ("made-up country" if name.startswith("en/") else "بلد متخيَّل") in words, name


def test_a_full_disk_is_told_with_the_file(
    made: tuple[Register, dict[str, str], Published], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system names no file there; what was written goes, since every later write needs the room."""

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    out = tmp_path / "site"
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as raised:
        publish(made[0], out)
    assert str(raised.value.filename).startswith(str(tmp_path))
    assert not list(tmp_path.iterdir())
